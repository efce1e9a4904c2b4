// The report's figures, as PageData.swift writes them: rows are arrays, shared texts stand once.

const tiers = ['lambda', 'reserved', 'repatriate'];
const firmnesses = ['firm', 'borderline', 'provisional'];

/** Puts the figures of a sentence back into what it shares with others. */
function sentence(template, figures) {
  const parts = template.split('\u0001');
  const values = figures.split('|');
  return parts.map((part, index) => (index === 0 ? part : values[index - 1] + part)).join('');
}

/** What every option knows, whichever row it comes from. */
function namedOption(data, [name, tier, whyNot, years, marks]) {
  return {
    name: data.words[name],
    tier: tiers[tier],
    whyNot: whyNot < 0 ? null : data.words[whyNot],
    years,
    isUnverified: (marks & 1) !== 0,
    breaksEven: (marks & 2) !== 0,
  };
}

/** An offer that many workloads share, with the peak, requests and state of one of them. */
function offeredOption(data, row, peak, requests, durable) {
  const [monthly, slots, spare, least, perRequest, spread] = row.slice(5);
  const fleet = { peak, slots, spare, least, monthly };
  return {
    ...namedOption(data, row),
    fixed: monthly * instances(fleet, 1), duration: 0, requests: perRequest * requests, durable,
    spread, fixedSpread: 0, fleet,
  };
}

/** An option that is one workload's own; of some only the sum is known. */
function ownOption(data, row) {
  const parts = row.slice(5);
  if (parts.length === 1) return { ...namedOption(data, row), total: parts[0] };
  const [fixed, duration, requests, durable, spread, fixedSpread,
    peak, slots, spare, least, monthly] = parts;
  const fleet = peak === undefined ? null : { peak, slots, spare, least, monthly };
  return {
    ...namedOption(data, row), fixed, duration, requests, durable, spread, fixedSpread, fleet,
  };
}

/** Memory sizes with how many times today's duration a request takes there. */
function memorySizes(row) {
  const sizes = [];
  for (let index = 0; index < row.length; index += 2) {
    sizes.push({ memory: row[index], share: row[index + 1] });
  }
  return sizes;
}

function workloadOf(data, row, index) {
  const [name, place, memory, architecture, tier, firmness, [utilization, low, high, slots],
    [compute, requests, ephemeral, snapStart, provisioned, durable], monthlyRequests, menu, own,
    chosen, cheapest, agree, probability, coverage, week, curve, hasTokens, entries] = row;
  const offered = data.menus[menu].map(
    (offer) => offeredOption(data, data.offers[offer], slots, monthlyRequests, durable));
  return {
    rank: index + 1, name, place: data.words[place], memory,
    architecture: data.words[architecture], tier: tiers[tier], firmness: firmnesses[firmness],
    utilization, low, high, slots, coverage, week, hasTokens: hasTokens === 1,
    bill: { compute, requests, ephemeral, snapStart, provisioned, durable },
    options: own.map((option) => ownOption(data, option)).concat(offered),
    chosen: data.words[chosen], cheapest: data.words[cheapest], agrees: agree === 1, probability,
    sizes: curve < 0 ? null : memorySizes(data.curves[curve]),
    entries: entries.map((entry) => entryOf(data, data.entries[entry])),
  };
}

function entryOf(data, [label, style, template, figures]) {
  return {
    label: data.words[label],
    style: data.words[style],
    text: sentence(data.templates[template], figures),
  };
}

/** The whole report; a workload's options and words are made when first asked for. */
function readReport() {
  const data = JSON.parse(document.getElementById('data').textContent);
  const made = new Array(data.workloads.length);
  return {
    policy: data.policy,
    rule: { stayBelow: data.rule[0], repatriateAbove: data.rule[1] },
    count: data.workloads.length,
    workload(index) {
      made[index] ??= workloadOf(data, data.workloads[index], index);
      return made[index];
    },
  };
}
