import { canvas, heightOf, isLabelled, middleOf, slotOf } from './scale.ts';

/** A bar: what it is of, how high, and how high in words. */
export type Bar = { label: string; value: number; text: string };

const widest = 44;

/** Bars from nothing to the largest, each with its value in words above it. */
export function Bars({
  bars,
  largest = Math.max(...bars.map(({ value }) => value)),
}: {
  bars: readonly Bar[];
  largest?: number;
}) {
  const wide = Math.min(widest, 0.7 * slotOf(bars.length));
  const ground = canvas.height - canvas.bottom;
  return (
    <>
      <line class="axis" x1={canvas.left} x2={canvas.width - canvas.right} y1={ground} y2={ground} />
      {bars.map(({ label, value, text }, place) => {
        const middle = middleOf(place, bars.length);
        const top = heightOf(value, largest);
        return (
          <g key={label}>
            <rect class="bar" x={middle - wide / 2} y={top} width={wide} height={ground - top} />
            {isLabelled(place, bars.length) && (
              <>
                <text x={middle} y={top - 6}>
                  {text}
                </text>
                <text class="label" x={middle} y={canvas.height - 12}>
                  {label}
                </text>
              </>
            )}
          </g>
        );
      })}
    </>
  );
}
