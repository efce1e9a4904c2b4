// Figures as the rest of the report shows them.

const dollarFormat = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
const figureFormat = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });
const percentFormat = new Intl.NumberFormat('en-US', {
  minimumFractionDigits: 1, maximumFractionDigits: 1,
});

/** `$1,234.56`; more than nothing but under a cent is `<$0.01`. */
function dollars(amount) {
  if (amount === null) return 'n/a';
  const size = Math.abs(amount);
  // A difference of two equal sums leaves a last bit.
  if (size < 1e-9) return dollarFormat.format(0);
  if (size < 0.01) return amount < 0 ? '>-$0.01' : '<$0.01';
  return dollarFormat.format(amount);
}

/** `$1.2M`, for the marks of an axis. */
function shortDollars(amount) {
  const sizes = [[1e9, 'B'], [1e6, 'M'], [1e3, 'k'], [1, '']];
  const [size, letter] = sizes.find(([least]) => Math.abs(amount) >= least) ?? [1, ''];
  return `$${figureFormat.format(amount / size)}${letter}`;
}

/** `18.2 %` */
function percent(share) {
  if (share === null) return 'n/a';
  const text = percentFormat.format(share * 100);
  return share > 0 && text === '0.0' ? '<0.1 %' : `${text} %`;
}

function figure(value) {
  return figureFormat.format(value);
}

/** `1 workload`, `2 workloads` */
function counted(count, noun) {
  return `${figure(count)} ${noun}${count === 1 ? '' : 's'}`;
}
