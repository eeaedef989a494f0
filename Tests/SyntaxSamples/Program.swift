/// The programs of the language page.
package struct Program: CustomStringConvertible, Sendable {
  package let description: String
  package let statements: Int
  package let text: String

  package static let all: [Program] = [
    Program(
      description: "cac.sales", statements: 7,
      text: #"""
        ## cac.sales: acquisition cost by channel for one quarter

        param quarter: Period = @2026-Q2            ## becomes --quarter

        let spend = load("spend.csv", as: spend, units: {cost: USD})
        let wins  = load("customers.csv", as: customers)
        let cost = spend | where(.date in quarter)    | summarize(cost: sum(.cost), by: .channel)
        let won  = wins  | where(.started in quarter) | summarize(won: count(.id), by: .channel)
        cost | join(won, one: .channel, keep: "all") | add(cac: .cost / .won) | sort(.cac) | show(title: "CAC by channel, {quarter}")

        cac(spend, wins, by: .channel, during: quarter)              # the built-in: the same figures, with intervals
        """#),
    Program(
      description: "ltv.sales", statements: 6,
      text: #"""
        ## ltv.sales: units keep you honest

        let arpa  = $84/customer/month
        let churn = 3%/month
        let value = arpu_margin(arpa, 72%) / churn                   # $2,016/customer
        check value / $540/customer >= 3, "LTV:CAC is {value / $540/customer:.1}"
        $540/customer / arpu_margin(arpa, 72%)                       # 8.9 months to pay back
        # value + arpa                                               # error: USD/customer and USD/customer/month
        fn arpu_margin(arpa: USD/customer/month, margin: Number) -> USD/customer/month = arpa * margin
        """#),
    Program(
      description: "brand.sales", statements: 7,
      text: #"""
        ## brand.sales: what did three dark weeks of brand advertising cost?

        let spend = load("spend.csv", as: spend)
        let won   = load("conversions.csv", as: conversions)
        dark_periods(spend, channel: "brand")
        let dip = brand_effect(spend, won, brand: "brand", by: .channel)
        dip | sort(.loss) | show()
        explain(dip)
        dip | plot()
        """#),
    Program(
      description: "budget.sales", statements: 7,
      text: #"""
        ## budget.sales: where does the next dollar go?

        param budget = $250k/quarter                                 ## becomes --budget
        let daily  = load("channel_days.csv", units: {spend: USD, won: customer})
        let curves = response(daily, spend: .spend, outcome: .won, by: .channel, curve: "hill", seed: 7)
        curves | show()
        let best = allocate(curves, budget: budget, floor: {brand: $20k/quarter}, step: $1k/quarter)
        best | add(next: marginal(curves, at: .spend)) | show()
        check sum(best.gain) >= 0 customers/quarter
        """#),
    Program(
      description: "cohorts.sales", statements: 6,
      text: #"""
        ## cohorts.sales

        let subs = load("customers.csv", as: customers)
        metric logo_churn = (sum(.lost) / sum(.at_risk)) per month
        let age = retention(subs, cohort: month)
        age | plot()
        age | where(.age in 1..12) | summarize(logo_churn, by: .age)
        compound(churn(subs, per: month), per: year)
        """#),
    Program(
      description: "lesson.sales", statements: 6,
      text: #"""
        ## lesson.sales: one churn number can hide two businesses

        let segments = table {
          segment      | customers[customer] | arpa[USD/customer/month] | churn[%/month] | cac[USD/customer]
          "SMB"        | 1_200               | 60                       | 4              | 250
          "Enterprise" | 40                  | 4_100                    | 0.8            | 18_000
        }
        let each    = segments | add(ltv: .arpa * 75% / .churn) | add(ratio: .ltv / .cac)
        let blended = segments | summarize(arpa: mean(.arpa, weight: .customers), churn: mean(.churn, weight: .customers))
        each | show()
        blended | add(ltv: .arpa * 75% / .churn) | show(title: "What the average says")
        test "the average customer does not exist" {
          check blended.churn[0] > each.churn[1], "the head count of small customers rules the blend"
        }
        """#),
    Program(
      description: "attribution.sales", statements: 4,
      text: #"""
        ## attribution.sales

        let touches = load("touches.parquet", as: touches)
        let wins    = load("conversions.csv", as: conversions)
        attribution_models(touches, wins, cost: load("spend.csv", as: spend))
        ["first", "last", "linear"] | map(m => attribute(touches, wins, model: m) | add(model: m)) | append()
        | pivot(rows: .channel, columns: .model, value: .credit) | show(mode: "markdown")
        """#),
    Program(
      description: "lib/saas.sales", statements: 6,
      text: #"""
        ## lib/saas.sales

        ## Customer lifetime value from revenue, margin and churn.
        fn ltv_simple(arpa: USD/customer/month, churn: Periodic, margin: Number = 100%) -> USD/customer = arpa * margin / churn
        metric cost_per_win = sum(.cost) / sum(.won)
        test "ltv" { check ltv_simple($50/customer/month, 5%/month) ~= $1_000/customer within $0.01/customer }

        ## report.sales:   sales run report.sales --month 2026-08 --report august.html
        use "lib/saas.sales" as saas
        param month: Period = @2026-08
        load("monthly.csv", units: {cost: USD, won: customer}) | where(.date in month) | summarize(saas.cost_per_win, by: .channel)
        """#),
  ]
}
