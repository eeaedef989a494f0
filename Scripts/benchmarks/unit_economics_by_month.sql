-- Unit economics by channel, segment and month, as the page "Definitions" defines them.
-- One pass over the customers reduces them to counts by group, month of start and month of end
-- (months since January 2000). Who starts in month s is open from s + 1 on, and after the month
-- e of the end no more: running sums of these two changes give the customers open in each month.
with moves as (
  select
    channel, segment,
    datediff('month', date '2000-01-01', started) as start_month,
    datediff('month', date '2000-01-01', ended) as end_month,
    count(*) as customers, count(mrr) as with_mrr, sum(mrr) as mrr, max(started) as latest
  from customers
  where id is not null and started is not null and (ended is null or ended >= started)
  group by all
), outlays as (
  select channel, segment, datediff('month', date '2000-01-01', date) as month,
    sum(cost) as cost, count(*) as outlays, max(date) as latest
  from spend
  where date is not null and cost is not null
  group by all
), observed as (
  select datediff('month', date '2000-01-01', as_of) as as_of_month,
    datediff('month', date '2000-01-01', as_of + 1) - 1 as last_month
  from (
    select max(latest) as as_of
    from (select latest from moves union all select latest from outlays)
  )
), changes as (
  select channel, segment, start_month as month, customers as won, 0 as lost, 0 as opened,
    0.0 as revenue, 0 as with_mrr, 0.0 as cost, 0 as outlays
  from moves
  union all
  select channel, segment, start_month + 1, 0, 0, customers, coalesce(mrr, 0), with_mrr, 0, 0
  from moves
  union all
  select channel, segment, end_month + 1, 0, 0, -customers, -coalesce(mrr, 0), -with_mrr, 0, 0
  from moves where end_month is not null
  union all
  select channel, segment, end_month, 0, customers, 0, 0, 0, 0, 0
  from moves where end_month > start_month
  union all
  select channel, segment, month, 0, 0, 0, 0, 0, cost, outlays from outlays
), by_month as (
  select channel, segment, month, sum(won) as won, sum(lost) as lost, sum(opened) as opened,
    sum(revenue) as revenue, sum(with_mrr) as with_mrr, sum(cost) as cost, sum(outlays) as outlays
  from changes
  group by all
), grid as (
  select channel, segment, unnest(range(min(month), any_value(as_of_month) + 1)) as month
  from by_month, observed
  group by channel, segment
), running as (
  select grid.*, last_month, coalesce(cost, 0) as cost, coalesce(won, 0) as won,
    coalesce(outlays, 0) as outlays, coalesce(lost, 0) as lost,
    sum(opened) over months as open, sum(revenue) over months as revenue,
    sum(with_mrr) over months as revenue_months
  from grid
  left join by_month
    on grid.month = by_month.month
    and grid.channel is not distinct from by_month.channel
    and grid.segment is not distinct from by_month.segment
  cross join observed
  window months as (partition by grid.channel, grid.segment order by grid.month)
), rates as (
  select channel, segment, month, cost, won,
    cost / nullif(won, 0) as cac,
    if(month <= last_month, revenue / nullif(revenue_months, 0), null) as arpa,
    if(month <= last_month, lost / nullif(open, 0), null) as churn
  from running
  where won > 0 or outlays > 0 or (open > 0 and month <= last_month)
)
select channel, segment,
  strftime(date '2000-01-01' + to_months(cast(month as integer)), '%Y-%m') as month,
  cost, won, cac, arpa, churn,
  1 / nullif(churn, 0) as lifetime,
  arpa / nullif(churn, 0) as ltv,
  if(cac > 0, arpa / nullif(churn, 0) / cac, null) as ltv_cac,
  case
    when cac is null or arpa is null or churn is null then null
    when cac <= 0 then 0
    when arpa <= 0 or cac * churn >= arpa then null
    when churn = 0 then cac / arpa
    when churn = 1 then 0
    else ln(1 - cac * churn / arpa) / ln(1 - churn)
  end as payback
from rates
order by channel nulls last, segment nulls last, month;
