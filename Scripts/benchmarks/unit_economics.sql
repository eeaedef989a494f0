-- Unit economics by channel and segment, as the page "Definitions" defines them.
-- One pass over the customers reduces them to counts by group, month of start and month of end
-- (months since January 2000); in that form the months at which a customer was open need no rows of
-- their own: somebody who started in month s and ended in month e was open in e - s months.
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
  select channel, segment, sum(cost) as cost, max(date) as latest
  from spend
  where date is not null and cost is not null
  group by all
), observed as (
  select datediff('month', date '2000-01-01', next_day) - 1 as last_month
  from (
    select max(latest) + 1 as next_day
    from (select latest from moves union all select latest from outlays)
  )
), followed as (
  select *,
    greatest(0, least(coalesce(end_month, last_month), last_month) - start_month) as months,
    end_month > start_month and end_month <= last_month as left_open
  from moves, observed
), sums as (
  select channel, segment, sum(cost) as cost, sum(won) as won, sum(open) as open,
    sum(lost) as lost, sum(revenue) as revenue, sum(revenue_months) as revenue_months
  from (
    select channel, segment, 0.0 as cost, customers as won, customers * months as open,
      if(left_open, customers, 0) as lost, mrr * months as revenue,
      with_mrr * months as revenue_months
    from followed
    union all
    select channel, segment, cost, 0, 0, 0, 0, 0 from outlays
  )
  group by all
), rates as (
  select channel, segment, cost, won,
    cost / nullif(won, 0) as cac,
    revenue / nullif(revenue_months, 0) as arpa,
    lost / nullif(open, 0) as churn
  from sums
)
select channel, segment, cost, won, cac, arpa, churn,
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
order by channel nulls last, segment nulls last;
