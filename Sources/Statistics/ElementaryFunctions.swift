import Glibc

// The few functions of the C mathematics library that the module uses, by their full names.

/// The natural logarithm.
package func logarithm(_ x: Double) -> Double { log(x) }

/// The natural logarithm of 1 + x, accurate near zero.
func logarithmOfOnePlus(_ x: Double) -> Double { log1p(x) }

/// The exponential function.
package func exponential(_ x: Double) -> Double { exp(x) }

/// The exponential function less one, accurate near zero.
func exponentialMinusOne(_ x: Double) -> Double { expm1(x) }

/// A number that is not negative, to a power.
func power(_ x: Double, _ exponent: Double) -> Double { pow(x, exponent) }

/// The hyperbolic tangent.
func hyperbolicTangent(_ x: Double) -> Double { tanh(x) }

/// The logarithm of the gamma function of a positive number.
func logarithmOfGamma(_ x: Double) -> Double {
  // The re-entrant form: `lgamma` writes the sign to a variable that all threads share.
  var sign: Int32 = 0
  return unsafe lgamma_r(x, &sign)
}

/// One less the error function, accurate where that is near one.
func complementaryError(_ x: Double) -> Double { erfc(x) }

/// The tangent of an angle in radians.
func tangent(_ x: Double) -> Double { tan(x) }

/// The sine of an angle in radians.
package func sine(_ x: Double) -> Double { sin(x) }

/// The cosine of an angle in radians.
package func cosine(_ x: Double) -> Double { cos(x) }
