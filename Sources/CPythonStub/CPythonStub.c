#include "CPythonStub.h"
