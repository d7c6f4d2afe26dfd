import fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { AccountEntry, RoleEntry } from "./entries-view.ts";
import { exampleExportedRole } from "./example-exported-role.ts";
import type { ExportedRole } from "./exported-role.ts";
import { plainLine } from "./plain-line.ts";
import { readAwsConfig } from "./read-aws-config.ts";
import { readCsv } from "./read-csv.ts";
import { readExtendSwitchRoles } from "./read-extend-switch-roles.ts";
import { renderAwsConfig } from "./render-aws-config.ts";
import { renderCsv } from "./render-csv.ts";
import { renderExtendSwitchRoles } from "./render-extend-switch-roles.ts";

// Thousands of texts; machines differ.
vi.setConfig({ testTimeout: 60_000 });

// Text as the catalogue takes it: one line without control characters, nothing around it.
const text = (most: number) =>
  fc
    .oneof(
      fc.string({ unit: "grapheme", maxLength: most }),
      fc.constantFrom("", "=1+1", "'quoted'", "''=x", "a;b=c\\d", "[x]", "# no", "profile x", "a,b\tc", '"'),
    )
    .map((it) => plainLine(it).slice(0, most))
    .map(plainLine);
const or = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const partition = fc.constantFrom("aws" as const, "aws-cn" as const, "aws-us-gov" as const);
const regions = { aws: "eu-west-1", "aws-cn": "cn-north-1", "aws-us-gov": "us-gov-west-1" };

const role = fc
  .record({
    partition,
    account: fc.integer({ min: 1, max: 5 }),
    path: fc.constantFrom("", "team/", "a;b#c/"),
    label: text(60),
    alias: or(text(60)),
    folder: or(text(60)),
    note: text(200),
    color: or(fc.constantFrom("#0f6fb8", "#ffffff")),
    hasRegion: fc.boolean(),
    maxDurationSeconds: fc.integer({ min: 900, max: 43_200 }),
    externalId: or(fc.constantFrom("genkan:1/2", "a=b,c@d.e", "=x+", "--")),
    requiresMfa: fc.boolean(),
    tags: fc.dictionary(
      text(20).filter((key) => key !== ""),
      text(20),
      { maxKeys: 3 },
    ),
    parent: or(fc.nat()),
  })
  .map((given) => given);

/** Roles whose chains fit each other, as those of a catalogue do. */
const roles = fc.array(role, { minLength: 1, maxLength: 12 }).chain((all) => {
  const built: ExportedRole[] = [];
  for (const [at, { account, path, hasRegion, parent, ...given }] of all.entries()) {
    const accountId = String(100_000_000_000 + account);
    const before = parent === null ? undefined : built[parent % Math.max(at, 1)];
    built.push(
      exampleExportedRole({
        ...given,
        accountId,
        accountName: `Account ${given.partition} ${account}`,
        ouPath: account % 2 ? `/Workloads/${account}` : null,
        roleName: `Role${at}`,
        arn: `arn:${given.partition}:iam::${accountId}:role/${path}Role${at}`,
        region: hasRegion ? regions[given.partition] : null,
        mfaSerial: given.requiresMfa ? "arn:aws:iam::999988887777:mfa/ada" : null,
        chain: before ? [...before.chain, { arn: before.arn, externalId: before.externalId }] : [],
      }),
    );
  }
  return fc.subarray(built, { minLength: 1 });
});

const byArn = (list: readonly RoleEntry[]) => new Map(list.map(({ at: _, ...entry }) => [entry.arn, entry]));
const accountNames = (list: readonly AccountEntry[]) =>
  new Map(list.map(({ partition, accountId, name }) => [`${partition} ${accountId}`, name]));
const expectAccounts = (accounts: readonly AccountEntry[], exported: readonly ExportedRole[]) => {
  const names = accountNames(accounts);
  for (const { partition, accountId, accountName } of exported)
    expect(names.get(`${partition} ${accountId}`)).toBe(accountName);
};
const told = (wanted: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== null && value !== ""));

test("AWS config that was exported is read back as the same roles", () => {
  fc.assert(
    fc.property(roles, (exported) => {
      const entries = readAwsConfig(renderAwsConfig(exported));
      expect(entries.refused).toEqual([]);
      const found = byArn(entries.roles);
      for (const { arn, chain, ...role } of exported) {
        const capped = chain.length > 0 && role.maxDurationSeconds > 3600;
        const through = chain.at(-1)?.arn;
        expect(found.get(arn)).toEqual(
          told({
            arn,
            label: role.label,
            region: role.region,
            externalId: role.externalId,
            maxDurationSeconds: capped ? null : role.maxDurationSeconds,
            requiresMfa: role.requiresMfa && chain.length === 0 ? true : null,
            source: through === undefined ? null : { kind: "through", roleArn: through },
          }),
        );
      }
      // What else is there are steps of chains, which say nothing of how they are called.
      const own = new Set(exported.map(({ arn }) => arn));
      for (const role of entries.roles) if (!own.has(role.arn)) expect(role.label).toBeUndefined();
      expectAccounts(entries.accounts, exported);
    }),
    { numRuns: 200 },
  );
});

test("switch-role configuration that was exported is read back as the same roles", () => {
  fc.assert(
    fc.property(roles, (all): void => {
      // The extension ends an ARN at ; and #, and so such roles are left out.
      const exported = all.filter(({ arn }) => !/[;#]/.test(arn));
      const text = renderExtendSwitchRoles(all);
      if (exported.length === 0) {
        expect(text).not.toMatch(/^[^;\n]/m);
        return;
      }
      const entries = readExtendSwitchRoles(text);
      expect(entries.refused).toEqual([]);
      const found = byArn(entries.roles);
      for (const { arn, label, color, region } of exported) {
        const entry = found.get(arn);
        expect({ ...entry, label: label === "" ? "" : entry?.label }).toEqual({
          ...told({ arn, color, region }),
          label,
        });
      }
      expect(found.size).toBe(exported.length);
      expectAccounts(entries.accounts, exported);
    }),
    { numRuns: 200 },
  );
});

test("a table that was exported is read back as the same roles and accounts", () => {
  fc.assert(
    fc.property(roles, (exported) => {
      const entries = readCsv(renderCsv(exported));
      expect([entries.refused, entries.notes]).toEqual([[], []]);
      const found = byArn(entries.roles);
      for (const { arn, chain, ...role } of exported) {
        const through = chain.at(-1)?.arn;
        expect(found.get(arn)).toEqual(
          told({
            arn,
            label: role.label,
            color: role.color,
            region: role.region,
            maxDurationSeconds: role.maxDurationSeconds,
            note: role.note,
            tags: Object.keys(role.tags).length > 0 ? { ...role.tags } : null,
            externalId: role.externalId,
            requiresMfa: role.requiresMfa,
            source: through === undefined ? null : { kind: "through", roleArn: through },
          }),
        );
      }
      expect(found.size).toBe(exported.length);
      expectAccounts(entries.accounts, exported);
      for (const { accountId, ouPath } of entries.accounts)
        expect(ouPath ?? null).toBe(
          Number(accountId.slice(-1)) % 2 ? `/Workloads/${accountId.slice(-1)}` : null,
        );
    }),
    { numRuns: 200 },
  );
});
