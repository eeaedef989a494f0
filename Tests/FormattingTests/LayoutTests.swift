import Diagnostics
import Formatting
import Testing

@Suite struct LayoutTests {}
