// Wires the page: what the address names is shown, what the reader sets is drawn.

function rankInAddress(report) {
  const rank = Number(/^#w(\d+)$/.exec(location.hash)?.[1] ?? 0);
  return rank >= 1 && rank <= report.count ? rank : null;
}

/** Drawings for paper: the workloads that stand in the page have theirs from the start. */
function drawStanding(report) {
  document.querySelectorAll('article[data-rank]').forEach((article) => {
    drawCharts(report, report.workload(Number(article.dataset.rank) - 1), article.querySelector('.charts'));
  });
}

function start() {
  const report = readReport();
  document.documentElement.classList.add('live');
  if (report.count === 0) return;
  const ranking = new Ranking(report);
  const whatIf = new WhatIf(report);
  ranking.draw();
  drawStanding(report);
  const show = (rank) => {
    const heading = showWorkload(report, rank);
    whatIf.show(rank);
    return heading;
  };
  show(rankInAddress(report) ?? 1);
  window.addEventListener('hashchange', () => {
    const rank = rankInAddress(report);
    if (rank === null) return;
    const heading = show(rank);
    heading.scrollIntoView();
    heading.focus();
  });
}

start();
