import type { Length } from '../../shared/percentile.ts';
import { canvas, heightOf, isLabelled, middleOf } from './scale.ts';

/** Half and nine in ten of one stretch, as far as they are known. */
export type Point = { label: string; median?: Length | undefined; most?: Length | undefined };

type Names = { median: string; most: string };

/** Half as rings on a solid line, nine in ten as diamonds on a broken one: told apart without colour. */
export function Spread({ points, names }: { points: readonly Point[]; names: Names }) {
  const largest = Math.max(1, ...points.flatMap(({ median, most }) => [median?.days ?? 0, most?.days ?? 0]));
  const ground = canvas.height - canvas.bottom;
  const placed = (which: 'median' | 'most') =>
    points.flatMap((point, place) => {
      const length = point[which];
      return length
        ? [{ x: middleOf(place, points.length), y: heightOf(length.days, largest), over: length.over }]
        : [];
    });
  const [medians, mosts] = [placed('median'), placed('most')];
  const line = (those: typeof medians) => those.map(({ x, y }) => `${x},${y}`).join(' ');
  return (
    <>
      <circle class="median" cx={canvas.left + 6} cy={12} r={5} />
      <text class="name" x={canvas.left + 18} y={17}>
        {names.median}
      </text>
      <path class="most" d={diamond(canvas.width / 2 + 6, 12)} />
      <text class="name" x={canvas.width / 2 + 18} y={17}>
        {names.most}
      </text>
      {[0, largest].map((days) => (
        <g key={days}>
          <line
            class={days === 0 ? 'axis' : 'grid'}
            x1={canvas.left}
            x2={canvas.width - canvas.right}
            y1={heightOf(days, largest)}
            y2={heightOf(days, largest)}
          />
          <text class="scale" x={canvas.left - 8} y={heightOf(days, largest) + 5}>
            {days}
          </text>
        </g>
      ))}
      <polyline class="median" points={line(medians)} />
      <polyline class="most" points={line(mosts)} />
      {medians.map(({ x, y, over }) => (
        <circle key={x} class={over ? 'median over' : 'median'} cx={x} cy={y} r={5} />
      ))}
      {mosts.map(({ x, y, over }) => (
        <path key={x} class={over ? 'most over' : 'most'} d={diamond(x, y)} />
      ))}
      {points.map(
        ({ label }, place) =>
          isLabelled(place, points.length) && (
            <text key={label} class="label" x={middleOf(place, points.length)} y={ground + 22}>
              {label}
            </text>
          ),
      )}
    </>
  );
}

const diamond = (x: number, y: number): string => `M${x} ${y - 6}l6 6l-6 6l-6 -6z`;
