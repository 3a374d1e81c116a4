export { formatDay } from '#content/format-day.ts';
export { formatNumber, formatQuantity } from '#content/quantity.ts';
