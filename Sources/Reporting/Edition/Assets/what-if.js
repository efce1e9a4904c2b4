// The panel that asks what the month would cost if traffic, speed, memory or commitment were others.

class WhatIf {
  constructor(report) {
    this.report = report;
    this.form = document.getElementById('assumptions');
    this.rank = 1;
    this.form.addEventListener('input', () => this.draw());
    this.form.addEventListener('reset', () => setTimeout(() => this.draw()));
    this.form.addEventListener('submit', (event) => event.preventDefault());
    document.getElementById('what-if').hidden = false;
  }

  /** What the form says; a factor that is no positive number counts as 1. */
  get scenario() {
    const { volume, speed, years, memory } = this.form.elements;
    const factor = (input) => (input.valueAsNumber > 0 ? input.valueAsNumber : 1);
    const size = Number(memory.value);
    return {
      volume: factor(volume), speed: factor(speed), years: Number(years.value),
      memory: size > 0 ? size : memory.value,
    };
  }

  show(rank) {
    this.rank = rank;
    this.draw();
  }

  draw() {
    const workload = this.report.workload(this.rank - 1);
    this.drawTotals();
    this.drawWorkload(workload);
  }

  drawTotals() {
    const [before, after] = [totalsUnder(this.report, today), totalsUnder(this.report, this.scenario)];
    const rows = [
      ['Lambda as it is set', before.stay, after.stay],
      ['The report\u2019s advice', before.advised, after.advised],
      ['What the policy would choose then', before.best, after.best],
    ].map(([name, was, is]) => element(
      'tr', {}, element('th', { scope: 'row' }, name), element('td', { class: 'number' }, dollars(was)),
      element('td', { class: 'number strong' }, dollars(is))));
    document.getElementById('scenario-totals').replaceChildren(...rows);
    document.getElementById('scenario-notes').replaceChildren(
      ...this.notes(after).map((note) => element('li', {}, note)));
  }

  /** What the figures leave out, in words. */
  notes({ moved, unknown, overfull, sized, tokens }) {
    const { speed, memory } = this.scenario;
    const count = this.report.count;
    return [
      `${counted(moved, 'workload')} would be advised something else than in this report.`,
      unknown > 0 && `${counted(unknown, 'workload')} left out: a cost is known only as a sum.`,
      overfull > 0 && `${counted(overfull, 'workload')} would need more than the slots of today\u2019s peak; `
        + 'the larger fleets this takes are not in these figures.',
      speed !== 1 && tokens < count && `Token rates are known of ${figure(tokens)} of `
        + `${counted(count, 'workload')}; of the others the speed stays.`,
      memory !== 'now' && sized < count && `Duration at this memory is known of ${figure(sized)} of `
        + `${counted(count, 'workload')}; it needs the model and tokens per request. The others stay.`,
      memory !== 'now' && 'Savings Plans and provisioned concurrency on Lambda are priced at today\u2019s memory '
        + 'and left out where it changes.',
      'The peak stays as it was seen, and with it the size of each instance; Lambda\u2019s volume tiers '
        + 'and free allowance stay as at today\u2019s traffic, and so does who shares nodes of one\u2019s own.',
    ].filter(Boolean);
  }

  drawWorkload(workload) {
    const scenario = this.scenario;
    const chosen = chosenUnder(this.report, workload, scenario);
    const size = sizeFor(workload, scenario.memory);
    document.getElementById('scenario-workload').textContent = `${workload.rank}. ${workload.name}`;
    const words = [
      chosen ? `Under these assumptions: ${chosen.option.name}, ${dollars(chosen.cost)} a month.`
        : 'No option\u2019s cost is known part by part.',
      size && `On Lambda a request takes ${figure(size.share)} times as long with `
        + `${figure(size.memory)} MB as with today\u2019s ${figure(workload.memory)} MB.`,
      scenario.memory !== 'now' && !size && 'How its duration changes with memory is not known at this '
        + 'size: that needs the workload\u2019s model and tokens per request.',
      scenario.speed !== 1 && !workload.hasTokens && 'Its model and tokens are not known, so another token '
        + 'rate says nothing of it.',
    ].filter(Boolean);
    document.getElementById('scenario-answer').textContent = words.join(' ');
    const place = document.getElementById('scenario-bars');
    const bars = optionBars(workload, scenario, widthFor(place));
    place.replaceChildren(...(bars ? [bars] : []));
  }
}
