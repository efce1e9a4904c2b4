// The three drawings of a workload: when it is busy, cost against utilization, its options.

/** Beside the bars, for what each costs. */
const priceRoom = 84;

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const levels = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Busy hours of the week; a letter an hour, relative to the busiest. */
function heatMap(workload, width) {
  const values = [...workload.week].map((letter) => levels.indexOf(letter));
  const most = Math.max(...values, 1);
  const [left, top, cell] = [34, 4, (width - 40) / 24];
  const shapes = values.map((value, hour) => hourCell(
    value, most, left + (hour % 24) * cell, top + Math.floor(hour / 24) * cell, cell));
  weekdays.forEach((day, index) => shapes.push(
    textAt(left - 6, top + (index + 0.72) * cell, day, { 'text-anchor': 'end' })));
  for (let hour = 0; hour < 24; hour += 6) {
    shapes.push(textAt(left + hour * cell, top + 7 * cell + 14, `${hour}:00`));
  }
  const legend = 'full colour: the busiest hour; dashed: not covered';
  shapes.push(textAt(left, top + 7 * cell + 32, legend, { class: 'faint' }));
  const words = workload.entries.find((entry) => entry.label === 'busy')?.text ?? legend;
  return chartFigure('week', 'Busy hours of the week, UTC', words, width, top + 7 * cell + 38, shapes);
}

function hourCell(value, most, x, y, size) {
  const place = { x: x + 0.5, y: y + 0.5, width: size - 1, height: size - 1 };
  if (value < 0) return shape('rect', { ...place, class: 'uncovered' });
  return shape('rect', { ...place, class: 'hour', 'fill-opacity': (0.06 + 0.94 * value / most).toFixed(2) });
}

/** Lambda, what is advised, and the best of each other service. */
function curveOptions(workload) {
  const services = new Set();
  const stay = workload.options.find((option) => option.name === 'lambda');
  const chosen = workload.options.find((option) => option.name === workload.chosen);
  const best = rankedUnder(workload, today).map(({ option }) => option).filter((option) => {
    const service = option.name.split('/')[0];
    return !services.has(service) && services.add(service);
  });
  const drawn = [stay, chosen, ...best].filter((option) => option && option.total === undefined);
  return [...new Set(drawn)].slice(0, 4);
}

/** A month's cost as traffic grows at the same shape and peak, with break-evens and the present point. */
function costCurve(report, workload, width) {
  const options = curveOptions(workload);
  const now = workload.utilization;
  if (options.length === 0 || now <= 0) return null;
  const meets = new Map(options.map((option) => [option, crossing(options[0], option, now)]));
  const points = [...meets.values()].filter((at) => at !== null && at <= 1);
  const x = axis(Math.min(1, Math.max(0.5, 1.4 * now, 1.2 * Math.max(0, ...points))), 54, width - 12, 5);
  const cost = (option, at) => costAt(option, at / now, 1);
  const y = axis(Math.max(...options.map((option) => cost(option, x.high))), 232, 26, 5);
  const shapes = [
    ...curveGrid(x, y, width), ...thresholds(report.rule, x),
    ...options.flatMap((option, index) => curveLine(option, index, x, y, cost)),
    ...options.flatMap((option) => meeting(option, meets.get(option), x, y, cost)),
    shape('circle', { cx: x.at(now), cy: y.at(cost(options[0], now)), r: 5, class: 'present' }),
  ];
  const height = 268 + 18 * options.length;
  return chartFigure(
    'curve', 'Cost a month against utilization', curveWords(workload, meets), width, height, shapes);
}

function curveGrid(x, y, width) {
  const across = y.marks.flatMap((mark) => [
    lineFrom(54, y.at(mark), width - 12, y.at(mark)),
    textAt(48, y.at(mark) + 4, shortDollars(mark), { 'text-anchor': 'end' })]);
  const along = x.marks.map((mark) => textAt(
    x.at(mark), 248, `${Math.round(mark * 100)} %`, { 'text-anchor': mark < x.high ? 'middle' : 'end' }));
  return [...across, ...along];
}

function thresholds(rule, x) {
  return [rule.stayBelow, rule.repatriateAbove].filter((at) => at < x.high).flatMap((at) => [
    lineFrom(x.at(at), 26, x.at(at), 232, { class: 'threshold' }),
    textAt(x.at(at), 16, `rule ${percent(at)}`, { 'text-anchor': 'middle', class: 'faint' })]);
}

function curveLine(option, index, x, y, cost) {
  const colour = { class: `line-${index}` };
  const row = 270 + 18 * index;
  return [
    lineFrom(x.at(0), y.at(cost(option, 0)), x.at(x.high), y.at(cost(option, x.high)), colour),
    lineFrom(54, row - 4, 88, row - 4, colour), textAt(96, row, option.name)];
}

function meeting(option, at, x, y, cost) {
  if (at === null || at > x.high) return [];
  return [
    shape('circle', { cx: x.at(at), cy: y.at(cost(option, at)), r: 4, class: 'crossing' }),
    textAt(x.at(at), y.at(cost(option, at)) - 9, percent(at), { 'text-anchor': 'middle' })];
}

function curveWords(workload, meets) {
  const costs = [...meets].map(([option, at]) => {
    const even = at === null ? '' : `, as much as Lambda at ${percent(at)}`;
    return `${option.name} ${dollars(costAt(option, 1, 1))} a month${even}`;
  });
  return `At today's utilization of ${percent(workload.utilization)}: ${costs.join('; ')}.`;
}

/** The cheapest options as bars, each with its 90 % interval. */
function optionBars(workload, scenario, width) {
  const ranked = rankedUnder(workload, scenario);
  const shown = ranked.filter(({ option }, index) => (
    index < 10 || option.name === 'lambda' || option.name === workload.chosen));
  if (shown.length === 0) return null;
  const speed = speedFor(workload, scenario);
  const rows = shown.map(({ option, cost }) => (
    { option, cost, interval: intervalAt(option, workload, scenario.volume, speed) }));
  const most = Math.max(...rows.map((row) => row.interval?.high ?? row.cost));
  const x = axis(most, 6, width - priceRoom, width < 420 ? 2 : 4);
  const bottom = 8 + 34 * rows.length;
  const marks = x.marks.flatMap((mark) => [
    lineFrom(x.at(mark), 4, x.at(mark), bottom),
    textAt(x.at(mark), bottom + 15, shortDollars(mark), { 'text-anchor': mark === 0 ? 'start' : 'end' })]);
  const bars = rows.flatMap((row, index) => bar(workload, row, x, 8 + 34 * index, width));
  return chartFigure(
    'options', 'Options a month, with 90 % intervals', barWords(rows), width, bottom + 20, [...marks, ...bars]);
}

function bar(workload, { option, cost, interval }, x, top, width) {
  const isChosen = option.name === workload.chosen;
  const name = `${option.name}${option.isUnverified ? ' *' : ''}${isChosen ? ' (advised)' : ''}`;
  const shapes = [
    textAt(6, top + 11, name),
    textAt(width - 4, top + 26, dollars(cost), { 'text-anchor': 'end' }),
    shape('rect', {
      x: 6, y: top + 16, width: Math.max(1, x.at(cost) - 6), height: 11,
      class: isChosen ? 'bar chosen' : 'bar',
    })];
  if (!interval || interval.low === interval.high) return shapes;
  const middle = top + 21.5;
  return [
    ...shapes, lineFrom(x.at(interval.low), middle, x.at(interval.high), middle, { class: 'whisker' }),
    ...[interval.low, interval.high].map((end) => (
      lineFrom(x.at(end), middle - 4, x.at(end), middle + 4, { class: 'whisker' })))];
}

function barWords(rows) {
  return rows.map(({ option, cost, interval }) => {
    const reach = interval ? ` (${dollars(interval.low)} to ${dollars(interval.high)})` : '';
    return `${option.name} ${dollars(cost)}${reach}`;
  }).join('; ');
}
