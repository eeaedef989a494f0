// Definitions for the data symbols of Python's C interface that DuckDB's packaged builds (1.5 and
// 2.0) refer to. Data must be found when the library is opened, functions only when they are called,
// so the functions here are those whose address is taken.
#include "CPythonStub.h"

#include <stdio.h>
#include <stdlib.h>

// Larger than any of the objects that it stands for.
#define DATA(name) _Alignas(16) char name[1024];

#define FUNCTION(name)                                                                             \
  void name(void) {                                                                                \
    fputs("sales: the engine called " #name ", which this program does not have\n", stderr);       \
    abort();                                                                                       \
  }

DATA(PyBaseObject_Type)
DATA(PyBool_Type)
DATA(PyByteArray_Type)
DATA(PyCFunction_Type)
DATA(PyCapsule_Type)
DATA(PyDict_Type)
DATA(PyFloat_Type)
DATA(PyFrozenSet_Type)
DATA(PyGen_Type)
DATA(PyInstanceMethod_Type)
DATA(PyMemoryView_Type)
DATA(PyMethod_Type)
DATA(PyModule_Type)
DATA(PyProperty_Type)
DATA(PySet_Type)
DATA(PyType_Type)
DATA(_Py_FalseStruct)
DATA(_Py_NoneStruct)
DATA(_Py_NotImplementedStruct)
DATA(_Py_TrueStruct)
DATA(PyBytes_Type)
DATA(PyList_Type)
DATA(PyLong_Type)
DATA(PyTuple_Type)
DATA(PyUnicode_Type)
DATA(Py_GenericAliasType)
DATA(_PyWeakref_RefType)
DATA(Py_Version)

DATA(PyExc_AttributeError)
DATA(PyExc_BufferError)
DATA(PyExc_DeprecationWarning)
DATA(PyExc_Exception)
DATA(PyExc_ImportError)
DATA(PyExc_IndexError)
DATA(PyExc_MemoryError)
DATA(PyExc_OverflowError)
DATA(PyExc_RuntimeError)
DATA(PyExc_SystemError)
DATA(PyExc_TypeError)
DATA(PyExc_ValueError)
DATA(PyExc_KeyError)
DATA(PyExc_ModuleNotFoundError)
DATA(PyExc_NotImplementedError)
DATA(PyExc_ResourceWarning)
DATA(PyExc_RuntimeWarning)
DATA(PyExc_StopIteration)
DATA(PyExc_UnicodeEncodeError)

FUNCTION(PyObject_GenericGetDict)
FUNCTION(PyObject_GenericSetDict)
FUNCTION(PyObject_Vectorcall)
FUNCTION(PyObject_VectorcallMethod)
FUNCTION(PyType_GenericNew)
FUNCTION(PyVectorcall_Call)
FUNCTION(Py_GenericAlias)
