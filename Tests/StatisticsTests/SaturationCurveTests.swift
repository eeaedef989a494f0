import Statistics
import Testing

@Suite("Saturation curves") struct SaturationCurveTests {
  // mpmath 1.3.0 with 60 digits, rounded to the nearest number: family, amplitude, scale, shape, spend, value,
  // slope. What is below the smallest number is 0.
  static let points: [(CurveFamily, Double, Double, Double, Double, Double, Double)] = [
    (.hill, 40.0, 25.0, 0.35, 10.0, 16.820189361007774, 0.34115270376263285),
    (.hill, 300000.0, 70.0, 0.35, 700.0, 207370.8457244289, 32.01431010143963),
    (.hill, 2.5, 1e+60, 0.35, 1e+57, 0.20457956188788004, 6.5743455060844835e-59),
    (.hill, 1e-60, 1e-30, 0.35, 1e-40, 3.1612779762961785e-64, 1.1060975129581428e-24),
    (.hill, 7.0, 1e-80, 0.35, 1e+80, 7.0, 2.45000000000002e-136),
    (.hill, 1e+90, 1e+90, 0.35, 1e-205, 5.623413251903576e-14, 1.9681946381662512e+191),
    (.hill, 0.3, 19.0, 0.35, 19.0, 0.15, 0.001381578947368421),
    (.hill, 40.0, 25.0, 1.0, 10.0, 11.428571428571429, 0.8163265306122449),
    (.hill, 300000.0, 70.0, 1.0, 700.0, 272727.2727272727, 35.41912632821724),
    (.hill, 2.5, 1e+60, 1.0, 1e+57, 0.002497502497502498, 2.495007490012485e-60),
    (.hill, 1e-60, 1e-30, 1.0, 1e-40, 9.999999998999998e-71, 9.999999998e-31),
    (.hill, 7.0, 1e-80, 1.0, 1e+80, 7.0, 6.999999999999999e-240),
    (.hill, 1e+90, 1e+90, 1.0, 1e-205, 1e-205, 1.0),
    (.hill, 0.3, 19.0, 1.0, 19.0, 0.15, 0.003947368421052632),
    (.hill, 40.0, 25.0, 3.0, 10.0, 2.406015037593985, 0.6783876985697326),
    (.hill, 300000.0, 70.0, 3.0, 700.0, 299700.2997002997, 1.283146709149278),
    (.hill, 2.5, 1e+60, 3.0, 1e+57, 2.499999997500001e-09, 7.499999985000002e-66),
    (.hill, 1e-60, 1e-30, 3.0, 1e-40, 9.999999999999996e-91, 2.999999999999999e-50),
    (.hill, 7.0, 1e-80, 3.0, 1e+80, 7.0, 0),
    (.hill, 1e+90, 1e+90, 3.0, 1e-205, 0, 0),
    (.hill, 0.3, 19.0, 3.0, 19.0, 0.15, 0.011842105263157895),
    (.hill, 40.0, 25.0, 12.5, 10.0, 0.00042442921930111507, 0.0005305308947463252),
    (.hill, 300000.0, 70.0, 12.5, 700.0, 299999.9999999051, 1.6940773179462746e-09),
    (.hill, 2.5, 1e+60, 12.5, 1e+57, 7.905694150420958e-38, 9.882117688026196e-94),
    (.hill, 1e-60, 1e-30, 12.5, 1e-40, 9.99999999999998e-186, 1.2499999999999977e-144),
    (.hill, 7.0, 1e-80, 12.5, 1e+80, 7.0, 0),
    (.hill, 1e+90, 1e+90, 12.5, 1e-205, 0, 0),
    (.hill, 0.3, 19.0, 12.5, 19.0, 0.15, 0.049342105263157895),
    (.michaelisMenten, 40.0, 25.0, 1.0, 10.0, 11.428571428571429, 0.8163265306122449),
    (.michaelisMenten, 300000.0, 70.0, 1.0, 700.0, 272727.2727272727, 35.41912632821724),
    (.michaelisMenten, 2.5, 1e+60, 1.0, 1e+57, 0.002497502497502498, 2.495007490012485e-60),
    (.michaelisMenten, 1e-60, 1e-30, 1.0, 1e-40, 9.999999998999998e-71, 9.999999998e-31),
    (.michaelisMenten, 7.0, 1e-80, 1.0, 1e+80, 7.0, 6.999999999999999e-240),
    (.michaelisMenten, 1e+90, 1e+90, 1.0, 1e-205, 1e-205, 1.0),
    (.michaelisMenten, 0.3, 19.0, 1.0, 19.0, 0.15, 0.003947368421052632),
    (.exponential, 40.0, 25.0, 1.0, 10.0, 13.187198158574429, 1.0725120736570228),
    (.exponential, 300000.0, 70.0, 1.0, 700.0, 299986.38002107124, 0.1945711275535065),
    (.exponential, 2.5, 1e+60, 1.0, 1e+57, 0.002498750416562521, 2.4975012495834376e-60),
    (.exponential, 1e-60, 1e-30, 1.0, 1e-40, 9.999999999499998e-71, 9.999999999e-31),
    (.exponential, 7.0, 1e-80, 1.0, 1e+80, 7.0, 0),
    (.exponential, 1e+90, 1e+90, 1.0, 1e-205, 1e-205, 1.0),
    (.exponential, 0.3, 19.0, 1.0, 19.0, 0.1896361676485673, 0.005808622755338563),
    (.power, 40.0, 25.0, 0.25, 10.0, 31.810829150682025, 0.7952707287670506),
    (.power, 300000.0, 70.0, 0.25, 700.0, 533483.8230116769, 190.52993678988457),
    (.power, 2.5, 1e+60, 0.25, 1e+57, 0.4445698525097307, 1.1114246312743267e-58),
    (.power, 1e-60, 1e-30, 0.25, 1e-40, 3.1622776601683793e-63, 7.905694150420948e-24),
    (.power, 7.0, 1e-80, 0.25, 1e+80, 7e+40, 1.75e-40),
    (.power, 1e+90, 1e+90, 0.25, 1e-205, 1.7782794100389228e+16, 4.445698525097307e+220),
    (.power, 0.3, 19.0, 0.25, 19.0, 0.3, 0.003947368421052632),
    (.power, 40.0, 25.0, 0.99, 10.0, 16.147280244258404, 1.598580744181582),
    (.power, 300000.0, 70.0, 0.99, 700.0, 2931711.662867432, 4146.277923198225),
    (.power, 2.5, 1e+60, 0.99, 1e+57, 0.0026787982630940167, 2.6520102804630763e-60),
    (.power, 1e-60, 1e-30, 0.99, 1e-40, 1.2589254117941673e-70, 1.2463361576762257e-30),
    (.power, 7.0, 1e-80, 0.99, 1e+80, 1.7583205020567005e+159, 1.7407372970361335e+79),
    (.power, 1e+90, 1e+90, 0.99, 1e-205, 8.912509381337509e-203, 882.3384287524134),
    (.power, 0.3, 19.0, 0.99, 19.0, 0.3, 0.01563157894736842),
    (.power, 40.0, 25.0, 1.0, 10.0, 16.0, 1.6),
    (.power, 300000.0, 70.0, 1.0, 700.0, 3000000.0, 4285.714285714285),
    (.power, 2.5, 1e+60, 1.0, 1e+57, 0.0025, 2.5e-60),
    (.power, 1e-60, 1e-30, 1.0, 1e-40, 9.999999999999998e-71, 9.999999999999999e-31),
    (.power, 7.0, 1e-80, 1.0, 1e+80, 7e+160, 7e+80),
    (.power, 1e+90, 1e+90, 1.0, 1e-205, 1e-205, 1.0),
    (.power, 0.3, 19.0, 1.0, 19.0, 0.3, 0.015789473684210527),
    (.logarithm, 40.0, 25.0, 1.0, 10.0, 13.458889464848518, 1.1428571428571428),
    (.logarithm, 300000.0, 70.0, 1.0, 700.0, 719368.5818395112, 389.61038961038963),
    (.logarithm, 2.5, 1e+60, 1.0, 1e+57, 0.002498750832708833, 2.4975024975024974e-60),
    (.logarithm, 1e-60, 1e-30, 1.0, 1e-40, 9.999999999499998e-71, 9.999999999e-31),
    (.logarithm, 7.0, 1e-80, 1.0, 1e+80, 2578.8953041533314, 7e-80),
    (.logarithm, 1e+90, 1e+90, 1.0, 1e-205, 1e-205, 1.0),
    (.logarithm, 0.3, 19.0, 1.0, 19.0, 0.2079441541679836, 0.007894736842105263),
    (.tanh, 40.0, 25.0, 1.0, 10.0, 15.197958490208995, 1.3690220577298844),
    (.tanh, 300000.0, 70.0, 1.0, 700.0, 299999.9987633078, 3.5334061953288844e-05),
    (.tanh, 2.5, 1e+60, 1.0, 1e+57, 0.0024999991666670002, 2.499997500001667e-60),
    (.tanh, 1e-60, 1e-30, 1.0, 1e-40, 9.999999999999998e-71, 9.999999999999999e-31),
    (.tanh, 7.0, 1e-80, 1.0, 1e+80, 7.0, 0),
    (.tanh, 1e+90, 1e+90, 1.0, 1e-205, 1e-205, 1.0),
    (.tanh, 0.3, 19.0, 1.0, 19.0, 0.22847824678672946, 0.006631173814958306),
  ]

  @Test("values and slopes agree with 60 digits, however far spend and scale are apart")
  func points() {
    for (family, amplitude, scale, shape, spend, value, slope) in Self.points {
      let curve = SaturationCurve(family, amplitude: amplitude, scale: scale, shape: shape)
      #expect(curve.isValid)
      // The logarithm of a ratio beyond 1e290 has an error of 1e-13.
      let tolerance = (1e-280...1e280).contains(spend / scale) ? 4e-15 : 3e-13
      expectAgreement(curve.value(at: spend), value, within: tolerance)
      expectAgreement(curve.slope(at: spend), slope, within: tolerance)
    }
  }

  // mpmath 1.3.0: the root of the slope for amplitude 50 and scale 15: family, shape, slope, spend.
  static let roots: [(CurveFamily, Double, Double, Double)] = [
    (.hill, 0.35, 0.25722951159317436, 17.0),
    (.hill, 0.35, 0.14370843436785577, 30.0),
    (.hill, 0.35, 0.007994454626837776, 400.0),
    (.hill, 1.0, 0.732421875, 17.0),
    (.hill, 1.0, 0.37037037037037035, 30.0),
    (.hill, 1.0, 0.004354768471476266, 400.0),
    (.hill, 1.2, 0.8773953918298019, 17.0),
    (.hill, 1.2, 0.4225942561690282, 30.0),
    (.hill, 1.2, 0.0028067262201141724, 400.0),
    (.hill, 3.0, 2.1299205030578703, 17.0),
    (.hill, 3.0, 0.49382716049382713, 30.0),
    (.hill, 3.0, 1.977330510423942e-05, 400.0),
    (.hill, 12.5, 5.2598731539185, 17.0),
    (.hill, 12.5, 0.00359528963097774, 30.0),
    (.hill, 12.5, 2.339973141820128e-18, 400.0),
    (.michaelisMenten, 1.0, 0.732421875, 17.0),
    (.michaelisMenten, 1.0, 0.37037037037037035, 30.0),
    (.michaelisMenten, 1.0, 0.004354768471476266, 400.0),
    (.exponential, 1.0, 1.0731942384589197, 17.0),
    (.exponential, 1.0, 0.451117610788709, 30.0),
    (.exponential, 1.0, 8.743645898897659e-12, 400.0),
    (.power, 0.25, 0.7586658005691719, 17.0),
    (.power, 0.25, 0.49550296458446713, 30.0),
    (.power, 0.25, 0.07101371040421871, 400.0),
    (.power, 0.9, 2.962685066968012, 17.00000000000001),
    (.power, 0.9, 2.7990989746104225, 29.99999999999999),
    (.power, 0.9, 2.160351314489131, 400.00000000000034),
    (.logarithm, 1.0, 1.5625, 17.0),
    (.logarithm, 1.0, 1.1111111111111112, 29.999999999999996),
    (.logarithm, 1.0, 0.12048192771084337, 400.0),
    (.tanh, 1.0, 1.1346699813969758, 17.0),
    (.tanh, 1.0, 0.23550274951054823, 30.0),
    (.tanh, 1.0, 9.174161232637184e-23, 400.0),
  ]

  @Test("the spend of a slope agrees with 60 digits")
  func roots() {
    for (family, shape, slope, spend) in Self.roots {
      let curve = SaturationCurve(family, amplitude: 50, scale: 15, shape: shape)
      expectAgreement(curve.spend(whereSlopeIs: slope), spend, within: 3e-14)
    }
  }

  @Test("the spend of a slope is the largest one, from the steepest point to far out")
  func branch() throws {
    for family in CurveFamily.allCases {
      for shape in family.hasShape ? [0.2, 0.7, 1, 1.0001, 1.5, 4, 30] : [1] {
        let curve = SaturationCurve(family, amplitude: 3e4, scale: 250, shape: shape)
        guard curve.isValid, !(family == .power && shape == 1) else { continue }
        let start = curve.inflection
        for factor in [1e-6, 1e-3, 0.1, 0.9, 1, 1.5, 3, 10] {
          let spend = start + factor * 250
          let slope = curve.slope(at: spend)
          guard slope > 1e-290 else { continue }
          let found = try #require(curve.spend(whereSlopeIs: slope))
          expectAgreement(curve.slope(at: found), slope, within: 2e-13)
          #expect(found >= start * (1 - 1e-7))
        }
        // A slope is nowhere above the steepest one.
        if shape >= 1 {
          let steepest = curve.slope(at: start)
          #expect(curve.spend(whereSlopeIs: steepest * 1.000_001) == nil)
          let found = try #require(curve.spend(whereSlopeIs: steepest * (1 - 1e-12)))
          #expect((found - start).magnitude <= 1e-3 * 250)
        }
      }
    }
  }

  @Test("slopes that no spend has give none")
  func noRoot() {
    let line = SaturationCurve(.power, amplitude: 8, scale: 4)
    #expect(line.spend(whereSlopeIs: 2) == nil && line.spend(whereSlopeIs: 1) == nil)
    for family in CurveFamily.allCases {
      let curve = SaturationCurve(family, amplitude: 5, scale: 2, shape: 0.5)
      for slope in [0, -1, .infinity, .nan] {
        #expect(curve.spend(whereSlopeIs: slope) == nil)
      }
      let none = SaturationCurve(family, amplitude: 0, scale: 2, shape: 0.5)
      #expect(none.spend(whereSlopeIs: 1) == nil)
      #expect(none.value(at: 7) == 0 && none.slope(at: 0) == 0 && none.slope(at: 7) == 0)
    }
    // A power falls so low beyond 1e308 alone.
    let flat = SaturationCurve(.power, amplitude: 5, scale: 2, shape: 0.999)
    #expect(flat.spend(whereSlopeIs: 1) == nil)
    // Where the slope at 0 is the one sought, the spend is 0.
    for family in [CurveFamily.michaelisMenten, .exponential, .logarithm, .tanh, .hill] {
      let curve = SaturationCurve(family, amplitude: 6, scale: 3)
      #expect(curve.spend(whereSlopeIs: 2) == 0 && curve.slope(at: 0) == 2)
    }
  }

  // A published table: n = 3, k = 100 at 100, 150, 170, 190, 200, to 6 decimals.
  @Test("the published figures of a Hill curve") func published() {
    let curve = SaturationCurve(.hill, amplitude: 1, scale: 100, shape: 3)
    let figures: [(Double, Double)] = [
      (100, 0.5), (150, 0.771429), (170, 0.830881), (190, 0.872757), (200, 0.888889),
    ]
    for (spend, figure) in figures {
      #expect((curve.value(at: spend) - figure).magnitude <= 5.1e-7)
    }
    // Where the second derivative of x³ / (1 + x³) changes its sign: x³ = 1/2.
    let inflection = curve.inflection / 100
    expectAgreement(inflection * inflection * inflection, 0.5, within: 1e-14)
    #expect(SaturationCurve(.hill, amplitude: 1, scale: 100).inflection == 0)
    #expect(SaturationCurve(.hill, amplitude: 1, scale: 100, shape: 0.5).inflection == 0)
    #expect(SaturationCurve(.tanh, amplitude: 1, scale: 100, shape: 3).inflection == 0)
  }

  @Test("nothing is spent at and below 0, and no number is missing at the ends of the range")
  func ends() {
    let sizes = [1e-100, 1e-50, 1, 1e50, 1e100]
    let spends = [
      0, -3, .leastNonzeroMagnitude, 1e-300, 1e-120, 1, 1e120, 1e300, .greatestFiniteMagnitude,
    ]
    for family in CurveFamily.allCases {
      for (amplitude, scale) in sizes.flatMap({ size in sizes.map { (size, $0) } }) {
        for shape in family.hasShape ? [0.01, 0.5, 1, 3, 1000] : [1]
        where family != .power || shape <= 1 {
          let curve = SaturationCurve(family, amplitude: amplitude, scale: scale, shape: shape)
          var last = (value: 0.0, slope: Double.infinity)
          for spend in spends {
            let found = (value: curve.value(at: spend), slope: curve.slope(at: spend))
            #expect(spend > 0 || found.value == 0)
            #expect(found.value >= last.value * (1 - 1e-12) && found.slope >= 0)
            #expect(found.slope.isFinite || shape < 1 && found.value < 1e-2 * amplitude)
            #expect(!family.hasCeiling || found.value <= amplitude)
            last = found
          }
        }
      }
      #expect(SaturationCurve(family, amplitude: 1, scale: 1).value(at: .nan).isNaN)
      #expect(SaturationCurve(family, amplitude: 1, scale: 1).slope(at: .nan).isNaN)
    }
    for shape in [0.4, 1, 2.5] {
      let slope = SaturationCurve(.hill, amplitude: 6, scale: 3, shape: shape).slope(at: 0)
      #expect(slope == (shape < 1 ? .infinity : shape == 1 ? 2 : 0))
    }
  }

  @Test("parameters outside of what a family allows are told")
  func validity() {
    func isValid(_ family: CurveFamily, _ amplitude: Double, _ scale: Double, _ shape: Double)
      -> Bool
    {
      SaturationCurve(family, amplitude: amplitude, scale: scale, shape: shape).isValid
    }
    for family in CurveFamily.allCases {
      #expect(isValid(family, 0, 1e-100, 1) && isValid(family, 1e100, 1e100, 1))
      for wrong in [-1, 2e100, .nan, .infinity] { #expect(!isValid(family, wrong, 1, 1)) }
      for wrong in [0, -1, 9e-101, 2e100, .nan] { #expect(!isValid(family, 1, wrong, 1)) }
      // The shape of a family without one is not read.
      for wrong in [0, -1, .nan, 2e6] { #expect(isValid(family, 1, 1, wrong) != family.hasShape) }
      #expect(isValid(family, 1, 1, 1.5) == (family != .power))
      #expect(isValid(family, 1, 1, 1e6) == (family != .power))
    }
    let names = CurveFamily.allCases.map(\.rawValue)
    #expect(names == ["hill", "michaelis_menten", "exponential", "power", "log", "tanh"])
    #expect(
      CurveFamily.allCases.filter(\.hasCeiling) == [.hill, .michaelisMenten, .exponential, .tanh])
  }
}
