import Testing

/// The headers of a file as a program exports it, in its own order; what it is; its columns' roles.
struct RealExport: Sendable, CustomTestStringConvertible {
  var program: String
  var headers: String
  var table: String
  var roles: [String: String]

  var testDescription: String { program }

  static let all: [RealExport] = [
    RealExport(
      program: "HubSpot deals",
      headers:
        "Record ID|Deal Name|Deal Stage|Pipeline|Amount|Close Date|Create Date|Deal owner|Associated Company|Last Activity Date|Original Source|Deal Type|Is closed lost|Is Closed Won|Notes",
      table: "deals",
      roles: [
        "id": "Record ID", "created": "Create Date", "closed": "Close Date", "stage": "Deal Stage",
        "outcome": "Is Closed Won", "amount": "Amount", "owner": "Deal owner",
      ]),
    RealExport(
      program: "HubSpot deals by API",
      headers:
        "hs_object_id|dealname|dealstage|pipeline|amount|amount_in_home_currency|closedate|createdate|hubspot_owner_id|dealtype|num_associated_contacts|hs_is_closed_won|hs_arr|hs_mrr",
      table: "deals",
      roles: [
        "id": "hs_object_id", "created": "createdate", "closed": "closedate", "stage": "dealstage",
        "outcome": "hs_is_closed_won", "amount": "amount", "owner": "hubspot_owner_id",
        "deciders": "num_associated_contacts",
      ]),
    RealExport(
      program: "HubSpot contacts",
      headers:
        "Record ID|First Name|Last Name|Email|Contact owner|Lifecycle Stage|Lead Status|Country/Region|Create Date|Last Activity Date|Original Traffic Source",
      table: "leads",
      roles: ["id": "Record ID", "created": "Create Date", "channel": "Original Traffic Source"]),
    RealExport(
      program: "Salesforce opportunities by API",
      headers:
        "Id|IsDeleted|AccountId|IsPrivate|Name|Description|StageName|Amount|Probability|ExpectedRevenue|TotalOpportunityQuantity|CloseDate|Type|NextStep|LeadSource|IsClosed|IsWon|ForecastCategory|ForecastCategoryName|CampaignId|HasOpportunityLineItem|Pricebook2Id|OwnerId|CreatedDate|CreatedById|LastModifiedDate|LastModifiedById|SystemModstamp|LastActivityDate|FiscalQuarter|FiscalYear|Fiscal",
      table: "deals",
      roles: [
        "id": "Id", "created": "CreatedDate", "closed": "CloseDate", "stage": "StageName",
        "outcome": "IsWon", "amount": "Amount", "owner": "OwnerId",
      ]),
    RealExport(
      program: "Salesforce opportunity report",
      headers:
        "Opportunity ID|Opportunity Name|Opportunity Owner|Account Name|Stage|Amount Currency|Amount|Fiscal Period|Close Date|Probability (%)|Next Step|Type|Forecast Category|Age|Created Date|Lead Source|Expected Revenue|Owner Role",
      table: "deals",
      roles: [
        "id": "Opportunity ID", "created": "Created Date", "closed": "Close Date", "stage": "Stage",
        "amount": "Amount", "owner": "Opportunity Owner",
      ]),
    RealExport(
      program: "Salesforce opportunity history",
      headers:
        "Opportunity ID|Opportunity Name|From Stage|To Stage|Last Stage Change Date|Stage Duration",
      table: "stages",
      roles: ["deal": "Opportunity ID", "stage": "To Stage", "entered": "Last Stage Change Date"]),
    RealExport(
      program: "Salesforce leads",
      headers:
        "Lead ID|First Name|Last Name|Company / Account|Email|Lead Source|Lead Status|Lead Owner|Created Date|Rating|Converted|Converted Opportunity ID",
      table: "leads",
      roles: [
        "id": "Lead ID", "created": "Created Date", "channel": "Lead Source",
        "qualified": "Converted",
        "deal": "Converted Opportunity ID",
      ]),
    RealExport(
      program: "Salesforce tasks",
      headers: "Subject|Date|Assigned|Task Subtype|Priority|Task|Opportunity|Comments",
      table: "activities",
      roles: ["at": "Date", "owner": "Assigned", "kind": "Task Subtype", "deal": "Opportunity"]),
    RealExport(
      program: "Pipedrive deals",
      headers:
        "Deal - ID|Deal - Title|Deal - Creator|Deal - Owner|Deal - Value|Deal - Organization|Deal - Contact person|Deal - Stage|Deal - Status|Deal - Deal created|Deal - Won time|Deal - Lost time|Deal - Lost reason",
      table: "deals",
      roles: [
        "id": "Deal - ID", "created": "Deal - Deal created", "closed": "Deal - Won time",
        "stage": "Deal - Stage", "outcome": "Deal - Status", "amount": "Deal - Value",
        "owner": "Deal - Owner",
      ]),
    RealExport(
      program: "Zoho deals",
      headers:
        "Record Id|Deal Owner|Deal Name|Account Name|Amount|Stage|Probability (%)|Closing Date|Created Time|Lead Source|Next Step|Expected Revenue",
      table: "deals",
      roles: [
        "id": "Record Id", "created": "Created Time", "closed": "Closing Date", "stage": "Stage",
        "amount": "Amount", "owner": "Deal Owner",
      ]),
    RealExport(
      program: "Stripe subscriptions",
      headers:
        "id|Customer ID|Customer Description|Customer Email|Plan|Product|Quantity|Currency|Interval|Amount|Status|Created (UTC)|Start (UTC)|Current Period Start (UTC)|Current Period End (UTC)|Trial Start (UTC)|Trial End (UTC)|Canceled At (UTC)|Cancel At Period End|Ended At (UTC)|Cancellation Reason",
      table: "customers",
      roles: [
        "id": "id", "started": "Start (UTC)", "ended": "Ended At (UTC)",
        "ended_reason": "Cancellation Reason", "product": "Product",
      ]),
    RealExport(
      program: "Stripe payments",
      headers:
        "id|Description|Seller Message|Created (UTC)|Amount|Amount Refunded|Currency|Converted Amount|Converted Amount Refunded|Fee|Tax|Converted Currency|Mode|Status|Statement Descriptor|Customer ID|Customer Description|Customer Email|Captured|Card ID|Card Last4|Card Brand|Card Funding|Invoice ID|Payment Source Type|PaymentIntent ID",
      table: "orders",
      roles: ["customer": "Customer ID", "date": "Created (UTC)", "amount": "Amount"]),
    RealExport(
      program: "Stripe invoices",
      headers:
        "id|Number|Customer|Customer Email|Subscription|Date (UTC)|Due Date (UTC)|Currency|Subtotal|Tax|Total|Amount Due|Amount Paid|Status|Paid",
      table: "orders",
      roles: ["customer": "Customer", "date": "Date (UTC)", "amount": "Total"]),
    RealExport(
      program: "Chargebee subscriptions",
      headers:
        "Subscription ID|Customer ID|Status|Plan ID|MRR|Currency|Started At|Activated At|Cancelled At|Cancel Reason|Next Billing At",
      table: "customers",
      roles: [
        "id": "Customer ID", "started": "Started At", "ended": "Cancelled At",
        "ended_reason": "Cancel Reason", "product": "Plan ID", "mrr": "MRR",
      ]),
    RealExport(
      program: "ChartMogul customers",
      headers:
        "Customer Name|Email|External ID|Company|Country|State|Customer Since|MRR|ARR|Status|Plans",
      table: "customers",
      roles: [
        "id": "External ID", "started": "Customer Since", "mrr": "MRR", "product": "Plans",
        "region": "Country",
      ]),
    RealExport(
      program: "Google Ads",
      headers:
        "Day|Campaign|Campaign ID|Campaign status|Ad group|Account name|Customer ID|Currency code|Cost|Impr.|Clicks|Conversions|Conv. value|Cost / conv.|Avg. CPC|CTR",
      table: "spend", roles: ["date": "Day", "cost": "Cost"]),
    RealExport(
      program: "Google Ads, Portuguese names beside German ones",
      headers: "Tag|Kampagne|Kosten|Impressionen|Klicks",
      table: "spend", roles: ["date": "Tag", "cost": "Kosten"]),
    RealExport(
      program: "Meta Ads",
      headers:
        "Reporting starts|Reporting ends|Campaign name|Campaign delivery|Ad set name|Results|Result indicator|Reach|Impressions|Cost per results|Amount spent (USD)|Purchase ROAS|Attribution setting",
      table: "spend", roles: ["date": "Reporting starts", "cost": "Amount spent (USD)"]),
    RealExport(
      program: "Meta Ads in French",
      headers: "Jour;Nom de la campagne;Montant dépensé (USD);Impressions;Clics"
        .split(separator: ";").joined(separator: "|"),
      table: "spend", roles: ["date": "Jour", "cost": "Montant dépensé (USD)"]),
    RealExport(
      program: "Meta Ads in Turkish",
      headers: "Gün|Kampanya Adı|Harcanan Tutar (TRY)|Gösterim|Erişim",
      table: "spend", roles: ["date": "Gün", "cost": "Harcanan Tutar (TRY)"]),
    RealExport(
      program: "LinkedIn Ads",
      headers:
        "Start Date (in UTC)|Account Name|Campaign Group Name|Campaign Name|Campaign ID|Ad ID|Currency|Total Spent|Impressions|Clicks|Clicks to Landing Page|Conversions|Total Conversion Value|Leads",
      table: "spend", roles: ["date": "Start Date (in UTC)", "cost": "Total Spent"]),
    RealExport(
      program: "Microsoft Ads",
      headers:
        "Gregorian date|Account name|Account number|Campaign name|Campaign ID|Currency code|Impressions|Clicks|CTR|Avg. CPC|Spend|Conv.|Network",
      table: "spend", roles: ["date": "Gregorian date", "cost": "Spend"]),
    RealExport(
      program: "TikTok Ads",
      headers:
        "By Day|Campaign name|Ad group name|Ad name|Cost|Impressions|Clicks (destination)|Complete payment|Total complete payment value",
      table: "spend", roles: ["date": "By Day", "cost": "Cost"]),
    RealExport(
      program: "GA4 in BigQuery",
      headers:
        "event_date|event_timestamp|event_name|event_value_in_usd|user_pseudo_id|user_id|traffic_source.source|traffic_source.medium|traffic_source.name",
      table: "touches",
      roles: [
        "person": "user_pseudo_id", "at": "event_date", "channel": "traffic_source.source",
        "value": "event_value_in_usd",
      ]),
    RealExport(
      program: "Segment pages",
      headers:
        "id|anonymous_id|user_id|timestamp|original_timestamp|sent_at|received_at|context_campaign_source|context_campaign_medium|context_campaign_name|context_page_url|context_page_referrer|context_ip",
      table: "touches",
      roles: ["person": "anonymous_id", "at": "timestamp", "channel": "context_campaign_source"]),
    RealExport(
      program: "Shopify orders",
      headers:
        "Name|Email|Financial Status|Paid at|Fulfillment Status|Fulfilled at|Accepts Marketing|Currency|Subtotal|Shipping|Taxes|Total|Discount Code|Discount Amount|Shipping Method|Created at|Lineitem quantity|Lineitem name|Lineitem price|Lineitem sku|Billing Name|Id",
      table: "orders", roles: ["customer": "Email", "date": "Paid at", "amount": "Total"]),
    RealExport(
      program: "WooCommerce orders",
      headers:
        "Order ID|Order Number|Order Date|Customer Email|Order Status|Order Total|Payment Method",
      table: "orders",
      roles: ["customer": "Customer Email", "date": "Order Date", "amount": "Order Total"]),
  ]
}
