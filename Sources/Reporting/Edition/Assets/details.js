// One workload at a time on the screen; on paper those that stand in the page.

/** The drawings of a workload, as many as its data allow. */
function drawCharts(report, workload, place) {
  const width = widthFor(place);
  const charts = [
    optionBars(workload, today, width),
    workload.week ? heatMap(workload, width) : null,
    costCurve(report, workload, width),
  ];
  place.replaceChildren(...charts.filter(Boolean));
}

function remark({ label, style, text }) {
  const name = label ? [element('span', { class: style }, label), ': '] : [];
  return element('li', {}, ...name, text);
}

/** How sure the choice is, from the same figures as the bars. */
function certainty(workload) {
  const chosen = workload.options.find((option) => option.name === workload.chosen);
  const interval = chosen && intervalAt(chosen, workload, 1, 1);
  if (!interval || workload.probability === null) return [];
  const text = `${chosen.name} costs ${dollars(costAt(chosen, 1, 1))} a month, 90 % interval `
    + `${dollars(interval.low)} to ${dollars(interval.high)}; the cheapest in `
    + `${percent(workload.probability)} of draws`;
  return [{ label: 'how sure', style: '', text }];
}

/** The lowest break-even of each way of paying, a remark for each service. */
function breakEvens(workload) {
  const services = new Map();
  for (const option of workload.options) {
    const at = breakEven(option, workload);
    if (at === null) continue;
    const [service, , ...term] = option.name.split('/');
    const terms = services.get(service) ?? new Map();
    const name = term.join('/');
    services.set(service, terms.set(name, Math.min(at, terms.get(name) ?? Infinity)));
  }
  return [...services].map(([service, terms]) => {
    const figures = [...terms].map(([term, at]) => `${term} at ${percent(at)}`);
    return { label: 'break-even', style: '', text: `${service} ${figures.join(', ')}` };
  });
}

/** An article for a workload that has none in the page, made as WorkloadArticle.swift makes the others. */
function drawArticle(workload, article) {
  const charts = element('div', { class: 'figures charts' });
  const action = workload.entries.find((entry) => entry.label === 'do');
  const leftOut = workload.entries.filter((entry) => entry.label === 'left out');
  const said = workload.entries.filter((entry) => entry.label !== 'do' && entry.label !== 'left out');
  article.replaceChildren(
    element('h3', {}, `${workload.rank}. ${workload.name} (${workload.place})`),
    element('p', { class: 'strong' }, action?.text ?? ''), charts,
    element('ul', {}, ...[...said, ...breakEvens(workload), ...certainty(workload)].map(remark)));
  if (leftOut.length > 0) {
    article.append(element(
      'details', {}, element('summary', {}, 'Options left out, and why'),
      element('ul', {}, ...leftOut.map(remark))));
  }
  article.hidden = false;
  return charts;
}

/** Shows the workload of this rank and tells where it stands. */
function showWorkload(report, rank) {
  const workload = report.workload(rank - 1);
  document.querySelectorAll('.workload.selected').forEach((each) => each.classList.remove('selected'));
  const standing = document.querySelector(`article[data-rank="${rank}"]`);
  const article = standing ?? document.getElementById('drawn');
  article.classList.add('selected');
  const charts = standing ? standing.querySelector('.charts') : drawArticle(workload, article);
  drawCharts(report, workload, charts);
  const heading = article.querySelector('h3');
  heading.id = `w${rank}`;
  heading.tabIndex = -1;
  return heading;
}
