import type { Locale } from "#components/i18n/locales.ts";
import type { Translator } from "#components/i18n/translator.ts";
import { type Activity, type ActivityUnit, type Outcome, outcomes } from "./count-activity.ts";

type ActivityChartProps = { t: Translator; locale: Locale; activity: Activity };

/** Events over time, stacked by outcome; the same as a table for those who do not see it. */
export function ActivityChart({ t, locale, activity }: ActivityChartProps) {
  const { unit, bars, totals, most } = activity;
  const count = bars.reduce((sum, { total }) => sum + total, 0);
  const caption = t(`admin.audit.${captions[unit]}`, { count });
  const time = new Intl.DateTimeFormat(locale, { ...formats[unit], timeZone: "UTC" });
  const name = (start: string) => time.format(new Date(start));
  const legend = outcomes.filter((outcome) => outcome === "done" || totals[outcome] > 0);
  return (
    <figure className="pb-6">
      <figcaption className="flex flex-wrap items-baseline gap-x-5 gap-y-1 pb-2 text-sm text-muted">
        <span>{caption}</span>
        {legend.map((outcome) => (
          <span key={outcome} className="inline-flex items-center gap-1.5 tabular-nums">
            <svg aria-hidden="true" viewBox="0 0 8 8" className={`size-2 ${fills[outcome]}`}>
              <rect width="8" height="8" />
            </svg>
            {t(`admin.audit.outcomes.${outcome}`)} {totals[outcome]}
          </span>
        ))}
        <span aria-hidden="true" className="tabular-nums sm:ml-auto">
          {t("admin.audit.activityMost", { count: String(most) })}
        </span>
      </figcaption>
      <svg
        aria-hidden="true"
        viewBox={`0 0 ${bars.length} ${most}`}
        preserveAspectRatio="none"
        className="h-20 w-full border-b border-edge"
      >
        {bars.map((bar, index) => (
          <g key={bar.start}>
            <title>{`${name(bar.start)}: ${words(t, bar.counts)}`}</title>
            <rect x={index} width={1} height={most} className="fill-transparent" />
            {stack(bar.counts, most).map(({ outcome, y, height }) => (
              <rect
                key={outcome}
                x={index + 0.12}
                y={y}
                width={0.76}
                height={height}
                className={fills[outcome]}
              />
            ))}
          </g>
        ))}
      </svg>
      <p aria-hidden="true" className="flex justify-between pt-1 text-xs text-muted tabular-nums">
        <span>{name(bars[0]?.start ?? "")}</span>
        <span>{name(bars.at(-1)?.start ?? "")}</span>
      </p>
      <table className="sr-only">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t("admin.audit.activityTime")}</th>
            {outcomes.map((outcome) => (
              <th key={outcome} scope="col">
                {t(`admin.audit.outcomes.${outcome}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bars
            .filter(({ total }) => total > 0)
            .map((bar) => (
              <tr key={bar.start}>
                <th scope="row">{name(bar.start)}</th>
                {outcomes.map((outcome) => (
                  <td key={outcome}>{bar.counts[outcome]}</td>
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </figure>
  );
}

/** From the bottom up: done, refused, failed. */
function stack(counts: Record<Outcome, number>, most: number) {
  let top = most;
  return outcomes
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => {
      top -= counts[outcome];
      return { outcome, y: top, height: counts[outcome] };
    });
}

function words(t: Translator, counts: Record<Outcome, number>): string {
  return outcomes.map((outcome) => `${t(`admin.audit.outcomes.${outcome}`)} ${counts[outcome]}`).join(", ");
}

const captions = { hour: "activityByHour", day: "activityByDay", month: "activityByMonth" } as const;

const fills: Record<Outcome, string> = { done: "fill-accent", refused: "fill-warn", failed: "fill-danger" };

const formats: Record<ActivityUnit, Intl.DateTimeFormatOptions> = {
  hour: { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  day: { month: "short", day: "numeric" },
  month: { year: "numeric", month: "short" },
};
