-- Customers and spend of any size, the same rows on every run: each random number is a hash of
-- the row's number and of a name. `rows` is a variable of the session.
create macro chance(number, name) as (hash(number, name) % 1_000_003) / 1_000_003.0;

create view customers as
with drawn as (
  select
    number,
    date '2023-07-01' + cast(floor(chance(number, 'started') * 1096) as integer) as started,
    cast(floor(pow(chance(number, 'channel'), 1.6) * 15) as integer) as channel,
    chance(number, 'segment') < 0.06 as large,
    -ln(1 - chance(number, 'ended')) as patience,
    sqrt(-2 * ln(1 - chance(number, 'radius'))) * cos(2 * pi() * chance(number, 'angle')) as spread
  from range(getvariable('rows')) as numbers(number)
), ended as (
  select *,
    started + cast(least(floor(patience * if(large, 3800, 770)), 20_000) as integer) as leaving
  from drawn
)
select
  format('C{:09d}', number) as id,
  started,
  if(leaving <= date '2026-06-30', leaving, null) as ended,
  if(chance(number, 'noted') < 0.02, null, format('channel_{:02d}', channel)) as channel,
  if(large, 'Enterprise', 'SMB') as segment,
  format('region_{}', number % 5) as region,
  if(large, 'Trunk', 'Line') as product,
  1 + cast(floor(chance(number, 'employees') * if(large, 5_000, 200)) as integer) as employees,
  round(if(large, 4_000, 75) * exp(0.5 * spread), 2) as mrr
from ended;

create view spend as
select
  cast(week as date) as date,
  format('channel_{:02d}', channel) as channel,
  round(
    getvariable('rows') / 4_000 * if(segment = 'SMB', 300, 4_000)
    * (1 + 3 * chance(week, 'cost' || channel || segment)), 2) as cost,
  segment
from range(date '2023-07-03', date '2026-07-01', interval 1 week) as weeks(week),
  range(15) as channels(channel),
  (values ('SMB'), ('Enterprise')) as segments(segment);
