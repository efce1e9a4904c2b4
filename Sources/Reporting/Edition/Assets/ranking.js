// The table of recommendations: sorted by any column, filtered, a hundred rows at a time.

const pageOfRows = 100;

const columns = [
  { title: '#', isNumber: true, key: (each) => each.rank, text: (each) => String(each.rank) },
  { title: 'function', key: (each) => each.name.toLowerCase(), text: (each) => each.name },
  { title: 'account/region', key: (each) => each.place, text: (each) => each.place },
  { title: 'tier', key: (each) => tiers.indexOf(each.tier), text: (each) => each.tier,
    style: (each) => ({ lambda: 'good', reserved: 'caution', repatriate: 'alarm' })[each.tier] },
  { title: 'firmness', key: (each) => firmnesses.indexOf(each.firmness), text: (each) => each.firmness },
  { title: 'utilization', isNumber: true, key: (each) => each.utilization,
    text: (each) => `${percent(each.utilization)} [${figureOf(each.low)}\u2013${figureOf(each.high)}]` },
  { title: '$/month now', isNumber: true, key: (each) => each.now, text: (each) => dollars(each.now) },
  { title: 'advised', key: (each) => each.chosen,
    text: (each) => `${each.isUnverified ? '*' : ''}${each.chosen}` },
  { title: 'then', isNumber: true, key: (each) => each.then, text: (each) => dollars(each.then) },
  { title: 'saving', isNumber: true, key: (each) => each.saving, text: (each) => dollars(each.saving),
    style: () => 'strong' },
  { title: 'agree', key: (each) => (each.agrees ? 0 : 1),
    text: (each) => (each.agrees ? 'yes' : 'no'), style: (each) => (each.agrees ? '' : 'caution') },
];

/** `18.2` of `18.2 %` */
function figureOf(share) {
  return percent(share).replace(' %', '');
}

/** What a row shows of a workload, so that sorting thousands does no sums. */
function rowOf(workload) {
  const { compute, requests, ephemeral, snapStart, provisioned, durable } = workload.bill;
  const now = compute + requests + ephemeral + snapStart + provisioned + durable;
  const chosen = workload.options.find((option) => option.name === workload.chosen);
  const then = chosen ? costAt(chosen, 1, 1) : null;
  return {
    rank: workload.rank, name: workload.name, place: workload.place, tier: workload.tier,
    firmness: workload.firmness, utilization: workload.utilization, low: workload.low,
    high: workload.high, chosen: workload.chosen, agrees: workload.agrees, now, then,
    saving: then === null ? null : now - then, isUnverified: chosen?.isUnverified ?? false,
  };
}

function compared(left, right) {
  if (left === right) return 0;
  if (left === null || right === null) return left === null ? 1 : -1;
  return left < right ? -1 : 1;
}

class Ranking {
  constructor(report) {
    this.rows = Array.from({ length: report.count }, (_, index) => rowOf(report.workload(index)));
    const severalPlaces = new Set(this.rows.map((row) => row.place)).size > 1;
    this.columns = columns.filter((column) => severalPlaces || column.title !== 'account/region');
    this.table = document.getElementById('ranking');
    this.form = document.getElementById('filters');
    this.order = { column: this.columns[0], isDescending: false };
    this.limit = pageOfRows;
    this.drawHead();
    this.form.addEventListener('input', () => this.refresh());
    this.form.addEventListener('submit', (event) => event.preventDefault());
  }

  drawHead() {
    const cells = this.columns.map((column) => {
      const button = element('button', { type: 'button' }, column.title);
      button.addEventListener('click', () => this.sortBy(column));
      return element('th', { scope: 'col', class: column.isNumber ? 'number' : '' }, button);
    });
    this.table.tHead.replaceChildren(element('tr', {}, ...cells));
  }

  /** Another column begins as a reader wants it: figures from the largest, names from A. */
  sortBy(column) {
    const isSame = this.order.column === column;
    const isDescending = isSame ? !this.order.isDescending : column.isNumber && column.title !== '#';
    this.order = { column, isDescending };
    this.refresh();
  }

  get kept() {
    const { text, tier, firmness } = this.form.elements;
    const wanted = text.value.trim().toLowerCase();
    return this.rows.filter((row) => (
      (!tier.value || row.tier === tier.value) && (!firmness.value || row.firmness === firmness.value)
      && (!wanted || `${row.name}\n${row.place}\n${row.chosen}`.toLowerCase().includes(wanted))));
  }

  get sorted() {
    const { column, isDescending } = this.order;
    const keyed = this.kept.map((row) => ({ row, key: column.key(row) }));
    const sign = isDescending ? -1 : 1;
    keyed.sort((left, right) => (
      sign * compared(left.key, right.key) || left.row.rank - right.row.rank));
    return keyed.map(({ row }) => row);
  }

  /** After another filter or order: from the top. */
  refresh() {
    this.limit = pageOfRows;
    this.draw();
  }

  draw() {
    const rows = this.sorted;
    this.table.tBodies[0].replaceChildren(...rows.slice(0, this.limit).map((row) => this.rowElement(row)));
    [...this.table.tHead.rows[0].cells].forEach((cell, index) => {
      const isOrder = this.columns[index] === this.order.column;
      cell.setAttribute('aria-sort', isOrder ? (this.order.isDescending ? 'descending' : 'ascending') : 'none');
    });
    document.getElementById('shown').textContent =
      `${figure(rows.length)} of ${counted(this.rows.length, 'workload')}`;
    this.drawMore(rows.length);
  }

  drawMore(count) {
    const place = document.getElementById('more');
    if (count <= this.limit) return place.replaceChildren();
    const next = Math.min(pageOfRows, count - this.limit);
    const button = element('button', { type: 'button' }, `Show ${next} more of ${figure(count)}`);
    button.addEventListener('click', () => {
      this.limit += pageOfRows;
      this.draw();
    });
    return place.replaceChildren(button);
  }

  rowElement(row) {
    const cells = this.columns.map((column) => {
      const style = [column.isNumber ? 'number' : '', column.style?.(row) ?? ''].filter(Boolean);
      const content = column.title === 'function'
        ? element('a', { href: `#w${row.rank}` }, column.text(row)) : column.text(row);
      return element('td', { class: style.join(' ') }, content);
    });
    return element('tr', {}, ...cells);
  }
}
