// swift-tools-version: 6.2
import PackageDescription

// Every Swift target of the project is built with these settings.
let house: [SwiftSetting] = [
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// The code under test is optimised in the debug build, too: it is what takes the time of the tests, not
/// the compiler.
let optimised = house + [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// A Swift target of the project: its dependencies are the only modules that it may import.
func module(
  _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, resources: resources, swiftSettings: optimised,
    linkerSettings: [.linkedLibrary("m")])
}

/// The tests of one target, with the data files that they read by path left out of the build.
func tests(
  _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, exclude: exclude, swiftSettings: house)
}

/// What the instrumentation of libFuzzer calls is counted, and libFuzzer is not told.
let counting: [LinkerSetting] = [
  .linkedLibrary("m"),
  .unsafeFlags(
    ["cmp1", "cmp2", "cmp4", "cmp8", "switch", "pc_indir"].flatMap { call in
      (call.hasPrefix("cmp") ? ["", "const_"] : [""]).flatMap { kind in
        ["-Xlinker", "--wrap=__sanitizer_cov_trace_\(kind)\(call)"]
      }
    }),
]

/// What `Scripts/fuzz` builds with the instrumentation of libFuzzer, and nothing else can link.
let fuzzing: [Target] =
  Context.environment["SALES_FUZZ"] == nil
  ? []
  : [
    .executableTarget(
      name: "FuzzTarget", dependencies: ["CStepCount", "ScriptFuzzing"], path: "Tests/Fuzz/Target",
      swiftSettings: house, linkerSettings: counting),
    .target(name: "CStepCount", path: "Tests/Fuzz/CStepCount"),
    .executableTarget(
      name: "Growth",
      dependencies: [
        "CStepCount", "ScriptFuzzing", "SyntaxSamples", "Formatting", "TypeChecking", "Syntax",
        "Diagnostics",
      ], path: "Tests/Fuzz/Growth", swiftSettings: house,
      linkerSettings: counting),
  ]

let package = Package(
  name: "sales",
  products: [
    .executable(name: "sales", targets: ["sales"]),
    .library(name: "PythonStub", type: .dynamic, targets: ["CPythonStub"]),
  ],
  targets: [
    // MARK: Layer 6: the command
    .executableTarget(
      name: "sales", dependencies: ["Shell"], swiftSettings: house,
      linkerSettings: [.linkedLibrary("m")]),

    // MARK: Layer 5: the shell
    module(
      "Shell",
      [
        "Evaluation", "Formatting", "Terminal", "Formats", "Diagnostics", "Values", "CLineEditor",
      ]),

    // MARK: Layer 4: evaluation
    module(
      "Evaluation",
      [
        "Syntax", "TypeChecking", "Planning", "StandardLibrary", "Engine", "DelimitedText",
        "Columns", "Values", "Units", "Diagnostics", "Compression",
      ]),

    // MARK: Layer 4: the layout of scripts
    module("Formatting", ["Syntax", "Terminal", "Diagnostics"]),

    // MARK: Layer 3: the library of functions, and what shows values
    module("StandardLibrary", ["Planning", "Statistics", "Columns", "Values", "Units"]),
    module("Terminal", ["Values", "Units", "Diagnostics"]),
    module("Formats", ["Values", "Units"]),

    // MARK: Layer 2: checking and planning
    module("TypeChecking", ["Syntax", "Values", "Units", "Diagnostics"]),
    module("Planning", ["Values", "Units", "Columns"]),

    // MARK: Layer 1: syntax, values, the engine
    module("Syntax", ["Diagnostics"]),
    module("Values", ["Units", "Columns"], resources: [.embedInCode("Roles/Headers")]),
    module("Engine", ["CEngine", "Columns"]),

    // MARK: Layer 0: what depends on nothing
    module("Diagnostics"),
    module("Units"),
    module("Columns"),
    module("Statistics"),
    module("Compression", ["CZlib"]),
    .target(name: "CZlib", linkerSettings: [.linkedLibrary("z")]),
    module("DelimitedText"),
    .target(name: "CLineEditor", linkerSettings: [.linkedLibrary("dl")]),
    .target(name: "CEngine", linkerSettings: [.linkedLibrary("dl")]),
    .target(name: "CPythonStub"),

    // MARK: Tests
    .target(name: "TestSets", path: "Tests/TestSets", swiftSettings: house),
    .target(
      name: "SyntaxSamples", dependencies: ["Syntax", "Diagnostics"], path: "Tests/SyntaxSamples",
      swiftSettings: house),
    .target(
      name: "ScriptFuzzing",
      dependencies: [
        "Formatting", "TypeChecking", "StandardLibrary", "Syntax", "SyntaxSamples", "Values",
        "Units", "Diagnostics",
      ], path: "Tests/Fuzz/ScriptFuzzing", swiftSettings: house),
    tests("ScriptFuzzingTests", ["ScriptFuzzing", "SyntaxSamples", "TestSets"]),
    tests("ColumnsTests", ["Columns"]),
    tests("CompressionTests", ["Compression"]),
    tests("UnitsTests", ["Units"]),
    tests("StatisticsTests", ["Statistics", "TestSets"]),
    tests("ValuesTests", ["Values", "Units"]),
    tests("PlanningTests", ["Planning", "Values", "Units"]),
    tests(
      "PlanningEngineTests",
      ["StandardLibrary", "Planning", "Engine", "Columns", "Values", "Units"]),
    tests("SyntaxTests", ["Syntax", "Diagnostics", "SyntaxSamples", "TestSets"]),
    tests(
      "FormattingTests", ["Formatting", "Syntax", "SyntaxSamples", "Diagnostics", "TestSets"]),
    tests("FormatsTests", ["Formats", "Values", "Units"]),
    tests("ShellTests", ["Shell", "sales", "Diagnostics", "Evaluation", "Terminal", "Values"]),
    tests("TerminalTests", ["Terminal", "Values", "Units", "Diagnostics"]),
    tests(
      "StandardLibraryTests",
      [
        "StandardLibrary", "Planning", "Statistics", "Engine", "Columns", "Values", "Units",
        "TestSets",
      ]),
    tests("EngineTests", ["Engine", "Columns"]),
    tests("DelimitedTextTests", ["DelimitedText"]),
    tests(
      "EvaluationTests",
      [
        "Engine",
        "Evaluation", "TypeChecking", "Syntax", "StandardLibrary", "Terminal", "Diagnostics",
        "Values", "Units", "TestSets", "SyntaxSamples",
      ], exclude: ["Data", "Mistakes"]),
  ] + fuzzing,
  swiftLanguageModes: [.v6]
)
