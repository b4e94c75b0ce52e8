/** Whole numbers between two, both included. */
export interface Bounds {
  /** The smallest that is taken. */
  readonly minimum: number;
  /** The largest that is taken. */
  readonly maximum: number;
}

/** The figures that a cloud takes: these only, or all within bounds. */
export type Figures = readonly number[] | Bounds;

/** Whether a cloud takes a figure. */
export function isAmong(figures: Figures, value: number): boolean {
  return "minimum" in figures
    ? value >= figures.minimum && value <= figures.maximum
    : figures.includes(value);
}

/** The figures as a reader would say them. */
export function figuresInWords(figures: Figures): string {
  if (!("minimum" in figures)) return figures.join(", ");
  const { minimum, maximum } = figures;
  return minimum === maximum ? String(minimum) : `${minimum} to ${maximum}`;
}

/** The figure that comes nearest to a value. */
export function nearestFigure(figures: Figures, value: number): number {
  if ("minimum" in figures) return Math.min(Math.max(value, figures.minimum), figures.maximum);
  return figures.reduce((best, one) => (Math.abs(one - value) < Math.abs(best - value) ? one : best));
}
