// Elements made of text only: nothing a workload is called can become markup.

function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

function shape(name, attributes = {}, ...children) {
  return filled(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);
}

function filled(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== '') node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
}

/** A drawing with its caption and what it shows in words. */
function chartFigure(kind, caption, description, width, height, shapes) {
  const drawing = shape(
    'svg', { viewBox: `0 0 ${width} ${Math.round(height)}`, role: 'img', 'aria-label': description },
    ...shapes);
  return element('figure', { class: kind }, element('figcaption', {}, caption), drawing);
}

function textAt(x, y, text, attributes = {}) {
  return shape('text', { x, y, ...attributes }, text);
}

function lineFrom(x1, y1, x2, y2, attributes = { class: 'axis' }) {
  return shape('line', { x1, y1, x2, y2, ...attributes });
}

/** Room for a drawing: a column of its place, so that letters keep their size on a phone. */
function widthFor(place) {
  const [gap, padding, least] = [24, 34, 420];
  const room = place.clientWidth || 1140;
  const columns = Math.max(1, Math.floor((room + gap) / (least + gap)));
  return Math.min(620, Math.max(260, (room - gap * (columns - 1)) / columns - padding));
}
