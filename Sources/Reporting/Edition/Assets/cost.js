// The engine's formulas (OptionCost, FleetSizing, BreakEven, Decision in CostModel), for what-if.

/** Standard deviations on each side of a 90 % interval. */
const deviations = 1.6449;

const today = { volume: 1, speed: 1, years: 3, memory: 'now' };

/** How many instances carry the peak when tokens come `speed` times as fast. */
function instances(fleet, speed) {
  return Math.max(Math.ceil(fleet.peak / (fleet.slots * speed)) + fleet.spare, fleet.least);
}

/**
 * A month of the option at `volume` times the traffic, the peak kept, its assumptions `factor` times as
 * dear; null where its parts are not known.
 */
function costAt(option, volume, speed, factor = 1) {
  if (option.total !== undefined) return volume === 1 && speed === 1 ? option.total : null;
  const standing = speed === 1 || !option.fleet
    ? option.fixed : option.fleet.monthly * instances(option.fleet, speed);
  return standing * factor + (option.duration / speed + option.requests + option.durable) * volume;
}

/** The 90 % interval of a month: what traffic, token rate and assumptions leave open, added as squares. */
function intervalAt(option, workload, volume, speed) {
  const middle = costAt(option, volume, speed);
  if (option.total !== undefined || middle === null) return null;
  const { utilization, low, high } = workload;
  const least = utilization > 0 ? low / utilization : 1;
  const most = utilization > 0 ? high / utilization : 1;
  const faster = Math.exp(deviations * option.spread);
  const dearer = Math.exp(deviations * option.fixedSpread);
  const reach = (traffic, rate, factor) => Math.hypot(
    costAt(option, volume * traffic, speed) - middle,
    costAt(option, volume, speed * rate) - middle,
    costAt(option, volume, speed, factor) - middle);
  return {
    low: Math.max(0, middle - reach(least, faster, 1 / dearer)),
    high: middle + reach(most, 1 / faster, dearer),
  };
}

/** The utilization at which the option and Lambda cost the same; null where there is none. */
function breakEven(option, workload) {
  if (!option.breaksEven || option.total !== undefined) return null;
  const { compute, requests, ephemeral, snapStart, provisioned } = workload.bill;
  const avoided = compute + requests + ephemeral + snapStart + provisioned
    - (option.duration + option.requests);
  return avoided > 0 ? workload.utilization * (option.fixed / avoided) : null;
}

/** The utilization at which two options' lines meet, the peak kept; null where they do not. */
function crossing(one, other, utilization) {
  const slope = (option) => option.duration + option.requests + option.durable;
  const volume = (other.fixed - one.fixed) / (slope(one) - slope(other));
  return Number.isFinite(volume) && volume > 0 ? volume * utilization : null;
}

function tierOf(rule, utilization) {
  if (utilization < rule.stayBelow) return 'lambda';
  return utilization > rule.repatriateAbove ? 'repatriate' : 'reserved';
}

/** Of the sizes whose duration is known the one that is asked for; null where none is. */
function sizeFor(workload, memory) {
  const { sizes } = workload;
  if (memory === 'now' || !sizes || !workload.memory) return null;
  const cost = (size) => resizedDuration(workload, size);
  if (memory === 'cheapest') return least(sizes, cost);
  if (memory === 'fastest') return least(sizes, (size) => size.share);
  return sizes.find((size) => size.memory === memory) ?? null;
}

/** The first of those that measure least. */
function least(items, measure) {
  return items.reduce((best, item) => (measure(item) < measure(best) ? item : best));
}

function resizedDuration({ bill, memory }, size) {
  return bill.compute * (size.share * (size.memory / memory)) + bill.ephemeral * size.share;
}

/** Lambda at another memory size: duration follows the estimates' ratio to today's. */
function resized(workload, size) {
  const stay = workload.options.find((option) => option.name === 'lambda');
  return { ...stay, fixed: workload.bill.snapStart, duration: resizedDuration(workload, size) };
}

/** The options under a scenario; with another memory only what is priced for it stays of Lambda. */
function optionsUnder(workload, scenario) {
  const size = sizeFor(workload, scenario.memory);
  if (!size) return workload.options;
  return workload.options
    .filter((option) => !option.name.startsWith('lambda/'))
    .map((option) => (option.name === 'lambda' ? resized(workload, size) : option));
}

/** Where no token rate is known, none can be faster. */
function speedFor(workload, scenario) {
  return workload.hasTokens ? scenario.speed : 1;
}

function costUnder(option, workload, scenario) {
  return costAt(option, scenario.volume, speedFor(workload, scenario));
}

/** Feasible options with their cost, the cheapest first. */
function rankedUnder(workload, scenario) {
  return optionsUnder(workload, scenario)
    .filter((option) => option.whyNot === null && option.years <= scenario.years)
    .map((option) => ({ option, cost: costUnder(option, workload, scenario) }))
    .filter(({ cost }) => cost !== null)
    .sort((left, right) => left.cost - right.cost || (left.option.name < right.option.name ? -1 : 1));
}

/** What the report's policy would choose; null where no option's cost is known. */
function chosenUnder(report, workload, scenario) {
  const ranked = rankedUnder(workload, scenario);
  if (report.policy === 'cost') return ranked[0] ?? null;
  const tier = tierOf(report.rule, Math.min(1, workload.utilization * scenario.volume));
  return ranked.find(({ option }) => option.tier === tier)
    ?? ranked.find(({ option }) => option.tier === 'reserved')
    ?? ranked.find(({ option }) => option.name === 'lambda')
    ?? null;
}

/** The whole fleet: Lambda as it is set, the report's advice kept, and what the policy would choose. */
function totalsUnder(report, scenario) {
  const sums = { stay: 0, advised: 0, best: 0, moved: 0, unknown: 0, overfull: 0, sized: 0, tokens: 0 };
  for (let index = 0; index < report.count; index += 1) addTo(sums, report, index, scenario);
  return sums;
}

function addTo(sums, report, index, scenario) {
  const workload = report.workload(index);
  const options = optionsUnder(workload, scenario);
  const cost = (name) => {
    const option = options.find((each) => each.name === name)
      ?? workload.options.find((each) => each.name === name);
    return option ? costUnder(option, workload, scenario) : null;
  };
  const [stay, advised] = [cost('lambda'), cost(workload.chosen)];
  const best = chosenUnder(report, workload, scenario);
  if (workload.utilization * scenario.volume > 1) sums.overfull += 1;
  if (sizeFor(workload, scenario.memory)) sums.sized += 1;
  if (workload.hasTokens) sums.tokens += 1;
  if (stay === null || advised === null || best === null) {
    sums.unknown += 1;
    return;
  }
  sums.stay += stay;
  sums.advised += advised;
  sums.best += best.cost;
  if (best.option.name !== workload.chosen) sums.moved += 1;
}
