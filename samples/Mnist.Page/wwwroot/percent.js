// No probability is quite 0 or 1; that close, its tenths say nothing.
export function percent(share) {
  const rounded = (100 * share).toFixed(1);
  return rounded === '100.0' || rounded === '0.0' ? `${Math.round(rounded)} %` : `${rounded} %`;
}
