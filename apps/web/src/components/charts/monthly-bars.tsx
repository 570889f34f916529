import { type ReactNode, useId } from 'react';
import { axisTicks, isBehind } from './scale';

export interface MonthValue {
  /** 1–12; the year begins in April. */
  readonly month: number;
  /** Null: not yet, or not reported. */
  readonly actual: number | null;
  readonly plan: number | null;
}

interface MonthlyBarsProps {
  readonly title: string;
  /** 人, 件, %. */
  readonly unit: string;
  /** Twelve, from April. */
  readonly months: readonly MonthValue[];
  /** The month that is running. */
  readonly current?: number;
  readonly decimals?: number;
  /** The plan has no monthly figures: neither line nor row for them. */
  readonly actualOnly?: boolean;
}

const WIDTH = 640;
const HEIGHT = 220;
const LEFT = 52;
const BOTTOM = 30;
const TOP = 18;

/** Plan and actual of a fiscal year by month: bars, a line for the plan, ▼ below nine tenths; the same as a table. */
export function MonthlyBars(props: MonthlyBarsProps): ReactNode {
  const { title, unit, months, decimals = 0 } = props;
  const titleId = useId();
  const number = new Intl.NumberFormat('ja-JP', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  const write = (value: number | null): string => (value === null ? '—' : number.format(value));
  return (
    <figure aria-labelledby={titleId} className="grid gap-2">
      <figcaption id={titleId} className="sr-only">
        {title}（月別、単位：{unit}）
      </figcaption>
      <Bars {...props} />
      {props.actualOnly !== true && (
      <p className="text-xs text-solid-gray-700">
        棒＝実績　<span aria-hidden="true">━</span>＝計画　▼＝計画の9割に届かない月
      </p>
      )}
      <details>
        <summary className="min-h-6 text-sm text-blue-1000 underline underline-offset-3">表で見る</summary>
        <div className="ring-inside mt-2 overflow-x-auto" tabIndex={0} role="group" aria-label={`${title}の表`}>
          <table className="w-full border-collapse text-right text-sm">
            <caption className="sr-only">
              {title}（単位：{unit}）
            </caption>
            <thead>
              <tr className="border-b bg-solid-gray-100">
                <th scope="col" className="px-2 py-1 text-left">
                  月
                </th>
                {months.map(({ month }) => (
                  <th key={month} scope="col" className="px-2 py-1 whitespace-nowrap">
                    {month}月
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {(props.actualOnly === true ? (['actual'] as const) : (['plan', 'actual'] as const)).map((kind) => (
                <tr key={kind} className="border-b">
                  <th scope="row" className="px-2 py-1 text-left whitespace-nowrap">
                    {kind === 'plan' ? '計画' : '実績'}
                  </th>
                  {months.map((value) => (
                    <td key={value.month} className="px-2 py-1">
                      {kind === 'actual' && isBehind(value.actual, value.plan) ? '▼ ' : ''}
                      {write(value[kind])}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}

/** The picture: hidden from screen readers, which get the table. */
function Bars({ months, current }: MonthlyBarsProps): ReactNode {
  const ticks = axisTicks(Math.max(0, ...months.flatMap((value) => [value.actual ?? 0, value.plan ?? 0])));
  const top = ticks.at(-1) ?? 1;
  const y = (value: number): number => HEIGHT - BOTTOM - (value / top) * (HEIGHT - BOTTOM - TOP);
  const slot = (WIDTH - LEFT) / months.length;
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" className="w-full max-w-3xl text-[0.9375rem] tabular-nums">
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={LEFT} x2={WIDTH} y1={y(tick)} y2={y(tick)} className="stroke-solid-gray-300" />
          <text x={LEFT - 8} y={y(tick) + 5} textAnchor="end" className="fill-solid-gray-700">
            {tick.toLocaleString('ja-JP')}
          </text>
        </g>
      ))}
      {months.map(({ month, actual, plan }, index) => {
        const x = LEFT + slot * index;
        const behind = isBehind(actual, plan);
        const middle = x + slot / 2;
        return (
          <g key={month}>
            {actual !== null && (
              <rect
                x={x + slot * 0.18}
                width={slot * 0.64}
                y={y(actual)}
                height={y(0) - y(actual)}
                className={behind ? 'fill-orange-900' : 'fill-blue-800'}
              />
            )}
            {plan !== null && (
              <line
                x1={x + slot * 0.08}
                x2={x + slot * 0.92}
                y1={y(plan)}
                y2={y(plan)}
                strokeWidth={4}
                className="stroke-solid-gray-900"
              />
            )}
            {behind && (
              <path
                d={`M${middle - 7} ${y(plan ?? 0) - 15}h14l-7 11z`}
                className="fill-orange-1000"
              />
            )}
            <text
              x={middle}
              y={HEIGHT - 8}
              textAnchor="middle"
              className={month === current ? 'fill-solid-gray-900 font-bold' : 'fill-solid-gray-700'}
            >
              {month}月
            </text>
          </g>
        );
      })}
    </svg>
  );
}
