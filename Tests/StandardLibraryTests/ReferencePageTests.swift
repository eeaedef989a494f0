import StandardLibrary
import Testing

@Suite struct ReferencePageTests {
  @Test("a page has the calls, the parameters, the examples and the neighbours")
  func page() {
    #expect(
      ReferencePage(.quantile).markdown() == """
        ## quantile

        The value below which a share of the values lies.

        ```
        quantile(values, at) -> the values' unit
        ```

        Between two values it is interpolated: of n values in order the one at place 1 + (n − 1) · p. \
        Missing values do not count; the quantile of none is missing.

        - `values` (a column or list of a quantity): a column or a list
        - `at` (a Number): the share, such as 90%

        ```
        quantile([$10, $20, $30, $40, $50], 90%)
        # $46
        ```

        Source: Hyndman & Fan 1996, The American Statistician 50:361, definition 7

        See also: `median`, `min`, `max`

        """)
  }
}
