/// A part that a column plays for the domain functions, and the headers by which it is known.
package struct Role: Sendable {
  package enum Kind: Hashable, Sendable {
    case identifier(unit: String)
    case date, month
    case money, number, category, bool
  }

  package var name: String
  package var kind: Kind
  package var isOptional: Bool
  /// Known headers in the order of preference, lower case, with spaces as underscores.
  package var headers: [String]
  package var summary: String

  package init(
    _ name: String, _ kind: Kind, optional: Bool = false, headers: [String] = [],
    _ summary: String
  ) {
    self.name = name
    self.kind = kind
    self.isOptional = optional
    self.headers = headers
    self.summary = summary
  }
}

/// What the rows of a table are, with the roles of its columns: `load(…, as: customers)`.
package struct TableRole: Sendable {
  package var name: String
  package var summary: String
  package var roles: [Role]

  package init(_ name: String, _ summary: String, roles: [Role]) {
    self.name = name
    self.summary = summary
    self.roles = roles
  }

  package subscript(name: String) -> Role? { roles.first { $0.name == name } }
}

extension TableRole {
  package static let customers = TableRole(
    "customers", "one row for each customer",
    roles: [
      Role(
        "id", .identifier(unit: "customer"),
        headers: ["customer_id", "customer", "account_id", "account", "client_id", "user_id"],
        "who the customer is"),
      Role(
        "started", .date,
        headers: [
          "start_date", "started_at", "signup_date", "signed_up", "created", "created_at", "won_at",
          "since",
        ], "the first day as a customer"),
      Role(
        "ended", .date, optional: true,
        headers: [
          "end_date", "ended_at", "churned_at", "churn_date", "cancelled_at", "canceled_at",
          "cancel_date",
        ], "the last day as a customer; missing while active"),
      Role(
        "ended_reason", .category, optional: true,
        headers: ["end_reason", "churn_reason", "reason"], "why the customer left"),
      Role(
        "channel", .category, optional: true,
        headers: ["source", "utm_source", "acquisition_channel", "medium"],
        "the channel that won the customer"),
      Role(
        "segment", .category, optional: true, headers: ["tier", "size", "customer_segment"],
        "SMB, enterprise, or another division"),
      Role(
        "region", .category, optional: true, headers: ["country", "territory"],
        "where the customer is"),
      Role(
        "product", .category, optional: true, headers: ["plan", "package"],
        "what the customer bought"),
      Role(
        "industry", .category, optional: true, headers: ["sector", "vertical"],
        "the customer's line of business"),
      Role(
        "employees", .number, optional: true, headers: ["headcount", "company_size"],
        "how many people work there"),
      Role(
        "sales", .money, optional: true, headers: ["annual_sales", "turnover"],
        "the customer's own yearly sales"),
      Role(
        "mrr", .money, optional: true,
        headers: ["monthly_recurring_revenue", "revenue", "monthly_revenue", "arpa"],
        "revenue in a month"),
      Role(
        "referred_by", .category, optional: true, headers: ["referrer"],
        "the customer who referred this one"),
    ])

  package static let spend = TableRole(
    "spend", "one row for each cost of selling",
    roles: [
      Role("date", .date, headers: ["day", "week", "spend_date", "at"], "the day of the cost"),
      Role(
        "channel", .category, optional: true,
        headers: ["source", "utm_source", "campaign_channel", "medium"],
        "the channel that it was spent on"),
      Role("cost", .money, headers: ["spend", "amount_spent", "amount", "costs"], "the amount"),
      Role(
        "kind", .category, optional: true, headers: ["type", "cost_type"],
        "program, salary, tools or brand"),
      Role(
        "segment", .category, optional: true, headers: ["tier", "customer_segment"],
        "the segment that it was aimed at"),
      Role(
        "region", .category, optional: true, headers: ["country", "territory"],
        "where it was spent"),
      Role("product", .category, optional: true, headers: ["plan"], "what was advertised"),
      Role(
        "industry", .category, optional: true, headers: ["sector", "vertical"],
        "the line of business that it was aimed at"),
    ])

  /// Every table role, in the order of the reference.
  package static let all: [TableRole] = [customers, spend]

  package static func named(_ name: String) -> TableRole? { all.first { $0.name == name } }
}
