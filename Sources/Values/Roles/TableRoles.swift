extension TableRole {
  /// Every kind of table, in the order of the reference.
  package static let all: [TableRole] = [
    customers, spend, touches, conversions, leads, deals, stages, activities, orders, billing,
    events, teams, quotas, expenses,
  ]

  package static let customers = TableRole(
    "customers", "one row for each customer",
    roles: [
      Role("id", .identifier(unit: "customer"), "who the customer is"),
      Role("started", .date, "the first day as a customer"),
      Role(
        "ended", .date, optional: true, "the last day as a customer; missing while active"),
      Role("ended_reason", .category, optional: true, "why the customer left"),
      Role("channel", .category, optional: true, "the channel that won the customer"),
      Role("segment", .category, optional: true, "SMB, enterprise, or another division"),
      Role("region", .category, optional: true, "where the customer is"),
      Role("product", .category, optional: true, "what the customer bought"),
      Role("industry", .category, optional: true, "the customer's line of business"),
      Role("employees", .number, optional: true, "how many people work there"),
      Role("sales", .money, optional: true, "the customer's own yearly sales"),
      Role("mrr", .money, optional: true, "revenue in a month"),
      Role("referred_by", .category, optional: true, "the customer who referred this one"),
    ])

  package static let spend = TableRole(
    "spend", "one row for each cost of selling",
    roles: [
      Role("date", .date, "the day of the cost"),
      Role("channel", .category, optional: true, "the channel that it was spent on"),
      Role("cost", .money, "the amount"),
      Role("kind", .category, optional: true, "program, salary, tools or brand"),
      Role("segment", .category, optional: true, "the segment that it was aimed at"),
      Role("region", .category, optional: true, "where it was spent"),
      Role("product", .category, optional: true, "what was advertised"),
      Role("industry", .category, optional: true, "the line of business that it was aimed at"),
    ])

  package static let touches = TableRole(
    "touches", "one row for each contact of a person with marketing",
    roles: [
      Role("person", .identifier(unit: nil), "who was touched"),
      Role("at", .date, "when"),
      Role("channel", .category, "the channel of the touch"),
      Role("cost", .money, optional: true, "what the touch cost"),
      Role("converted", .bool, optional: true, "whether the person then bought"),
      Role("value", .money, optional: true, "what the purchase was worth"),
    ])

  package static let conversions = TableRole(
    "conversions", "one row for each purchase that touches led to",
    roles: [
      Role("person", .identifier(unit: nil), "who bought"),
      Role("at", .date, "when"),
      Role("value", .money, "what it was worth"),
      Role("channel", .category, optional: true, "the channel of the last touch"),
      Role("segment", .category, optional: true, "SMB, enterprise, or another division"),
    ])

  package static let leads = TableRole(
    "leads", "one row for each person or company that may buy",
    roles: [
      Role("id", .identifier(unit: "lead"), "who the lead is"),
      Role("created", .date, "when the lead came in"),
      Role("channel", .category, "the channel that it came through"),
      Role("first_response", .date, optional: true, "when someone first answered"),
      Role("qualified", .bool, optional: true, "whether it was found worth selling to"),
      Role("deal", .identifier(unit: nil), optional: true, "the deal that it became"),
    ])

  package static let deals = TableRole(
    "deals", "one row for each opportunity",
    roles: [
      Role("id", .identifier(unit: "deal"), "which deal"),
      Role("created", .date, "when it was opened"),
      Role("closed", .date, optional: true, "when it was decided, or is expected to be"),
      Role("stage", .category, "where in the pipeline it is"),
      Role("outcome", .category, optional: true, "won, lost, no_decision or open"),
      Role("amount", .money, "what it is worth"),
      Role("segment", .category, optional: true, "SMB, enterprise, or another division"),
      Role("owner", .category, optional: true, "who sells it"),
      Role("team", .category, optional: true, "the team that sells it"),
      Role("deciders", .number, optional: true, "how many people decide"),
      Role("objections", .number, optional: true, "how many objections were raised"),
    ])

  package static let stages = TableRole(
    "stages", "one row for each stage that a deal entered",
    roles: [
      Role("deal", .identifier(unit: nil), "which deal"),
      Role("stage", .category, "the stage"),
      Role("entered", .date, "when the deal entered it"),
    ])

  package static let activities = TableRole(
    "activities", "one row for each call, email, meeting or demo",
    roles: [
      Role("at", .date, "when"),
      Role("owner", .category, "who did it"),
      Role("kind", .category, "call, email, meeting or demo"),
      Role("deal", .identifier(unit: nil), optional: true, "the deal that it was for"),
    ])

  package static let orders = TableRole(
    "orders", "one row for each purchase",
    roles: [
      Role("customer", .identifier(unit: nil), "who bought"),
      Role("date", .date, "when"),
      Role("amount", .money, "for how much"),
    ])

  package static let billing = TableRole(
    "billing", "one row for each customer and month",
    roles: [
      Role("customer", .identifier(unit: nil), "who pays"),
      Role("month", .month, "the month"),
      Role("mrr", .money, "revenue in that month"),
    ])

  package static let events = TableRole(
    "events", "one row for each trigger point or buying signal",
    roles: [
      Role("account", .identifier(unit: nil), "whose signal it is"),
      Role("at", .date, "when"),
      Role("signal", .category, "what happened"),
    ])

  package static let teams = TableRole(
    "teams", "one row for each sales team",
    roles: [
      Role("team", .category, "which team"),
      Role("cost", .money, "what it costs"),
      Role("people", .number, "how many people it has"),
      Role("quota", .money, optional: true, "what each is to sell"),
      Role("ramp", .number, optional: true, "how long until a new person sells in full"),
    ])

  package static let quotas = TableRole(
    "quotas", "one row for each period and team",
    roles: [
      Role("period", .month, "the month, quarter or year"),
      Role("team", .category, "which team"),
      Role("amount", .money, "what it is to sell"),
    ])

  package static let expenses = TableRole(
    "expenses", "one row for each expense",
    roles: [
      Role("date", .date, "the day of the expense"),
      Role("kind", .category, "what it was for"),
      Role("amount", .money, "the amount"),
    ])
}
