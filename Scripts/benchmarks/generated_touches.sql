-- A log of touches of any number of persons and its purchases, the same rows on every run: each random
-- number is a hash of the row's number and of a name. `persons` is a variable of the session.
--
-- A person has five touches in the mean, of 15 channels, three in ten by the channel of the touch
-- before; about one touch in fifty leads to a purchase within two days. One purchase in a hundred is
-- of a person whom nobody touched. The rows are in the order of time, as a tracker writes them.
create macro chance(number, name) as (hash(number, name) % 1_000_003) / 1_000_003.0;

create table drawn as
with persons as (
  select
    number,
    1 + cast(floor(ln(1 - chance(number, 'touches')) / ln(0.8)) as integer) as touches,
    timestamp '2025-07-01'
      + to_seconds(cast(chance(number, 'begin') * 200 * 86_400 as integer)) as begin
  from range(getvariable('persons')) as numbers(number)
), steps as (
  select number, begin, unnest(range(touches)) as step from persons
), chosen as (
  select
    number, step, number * 1_000 + step as touch,
    begin + to_seconds(cast(
      sum(if(step = 0, 0, -ln(1 - chance(number * 1_000 + step, 'wait')) * 5 * 86_400))
        over (partition by number order by step) as bigint)) as moment,
    if(step > 0 and chance(number * 1_000 + step, 'again') < 0.3, null,
      cast(floor(pow(chance(number * 1_000 + step, 'channel'), 1.6) * 15) as integer)) as channel
  from steps
)
select
  format('C{:07d}', number) as person, touch, moment,
  last_value(channel ignore nulls) over (partition by number order by step) as channel
from chosen;

create view touches as
select person, moment as "at", format('channel_{:02d}', channel) as channel
from drawn
order by moment, touch;

create view conversions as
select person, moment as "at", value from (
  select
    person, touch, moment + to_seconds(cast(chance(touch, 'delay') * 2 * 86_400 as integer)) as moment,
    round(20 + 400 * pow(chance(touch, 'value'), 3), 2) as value
  from drawn
  where chance(touch, 'buys') < 0.0233 * (0.4 + channel / 12.0)
  union all
  select format('N{:07d}', number), number, timestamp '2025-08-01' + to_minutes(number), 50
  from range(getvariable('persons') // 1_000) as numbers(number)
)
order by moment, touch;
