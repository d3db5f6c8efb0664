/** Figures as app/figures.py writes them. Pure. */

/** 24,8 km; from 100 km on without decimals. */
export function kilometres(length_m, language) {
  const km = length_m / 1000;
  const digits = km < 99.95 ? 1 : 0;
  const shown = new Intl.NumberFormat(language, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(km);
  return `${shown}\u00a0km`;
}

/** 310 m. */
export function metres(value_m, language) {
  return `${new Intl.NumberFormat(language).format(Math.round(value_m))}\u00a0m`;
}
