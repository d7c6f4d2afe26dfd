import { pageOf } from "../page-of.ts";
import { AwsError } from "../sts/aws-error.ts";
import type { WorldAccount } from "../world.ts";
import { type Organization, organizationsArn, pathOfParent, type Unit } from "./organization.ts";

type Input = Record<string, unknown>;

/** One operation: what its permission is asked for, and its answer as JSON. Both throw AwsError. */
export type Operation = {
  resource: (organization: Organization, input: Input) => string;
  answer: (organization: Organization, input: Input) => Record<string, unknown>;
  /** Whether every account of the organization may ask it, and not the management account alone. */
  forMembers?: true;
};

const everything = () => "*";

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_Operations.html */
export const operations: Readonly<Record<string, Operation>> = {
  DescribeOrganization: {
    resource: everything,
    answer: (organization) => ({ Organization: described(organization) }),
    forMembers: true,
  },
  ListAccounts: {
    resource: everything,
    answer: (organization, input) =>
      page("Accounts", organization.accounts, input, (account) => accountOf(organization, account)),
  },
  ListRoots: {
    resource: everything,
    answer: (organization, input) =>
      page("Roots", [organization.rootId], input, (Id) => ({
        Id,
        Arn: organizationsArn(organization, "root", Id),
        Name: "Root",
        PolicyTypes: [],
      })),
  },
  ListOrganizationalUnitsForParent: {
    resource: parentArn,
    answer: (organization, input) => {
      const path = parentPath(organization, input);
      const units = [...organization.units.values()].filter((unit) => unit.parentPath === path);
      return page("OrganizationalUnits", units, input, (unit) => unitOf(organization, unit));
    },
  },
  ListAccountsForParent: {
    resource: parentArn,
    answer: (organization, input) => {
      const path = parentPath(organization, input);
      const accounts = organization.accounts.filter((account) => account.ouPath === path);
      return page("Accounts", accounts, input, (account) => accountOf(organization, account));
    },
  },
  ListParents: {
    resource: (organization, input) => arnOf(organization, required(input, "ChildId")),
    answer: (organization, input) => {
      const child = required(input, "ChildId");
      const path =
        organization.accounts.find((account) => account.id === child)?.ouPath ??
        [...organization.units.values()].find((unit) => unit.id === child)?.parentPath;
      if (path === undefined) throw notFound("Child");
      const unit = organization.units.get(path);
      const parent = unit
        ? { Id: unit.id, Type: "ORGANIZATIONAL_UNIT" }
        : { Id: organization.rootId, Type: "ROOT" };
      return page("Parents", [parent], input, (item) => item);
    },
  },
  DescribeOrganizationalUnit: {
    resource: (organization, input) => arnOf(organization, required(input, "OrganizationalUnitId")),
    answer: (organization, input) => {
      const id = required(input, "OrganizationalUnitId");
      const unit = [...organization.units.values()].find((item) => item.id === id);
      if (!unit) throw notFound("OrganizationalUnit");
      return { OrganizationalUnit: unitOf(organization, unit) };
    },
  },
  ListTagsForResource: {
    resource: (organization, input) => arnOf(organization, required(input, "ResourceId")),
    answer: (organization, input) => {
      const id = required(input, "ResourceId");
      const account = organization.accounts.find((item) => item.id === id);
      if (!account && pathOfParent(organization, id) === undefined) throw notFound("Target");
      return page("Tags", Object.entries(account?.tags ?? {}), input, ([Key, Value]) => ({ Key, Value }));
    },
  },
};

function described(organization: Organization) {
  const { id, managementAccount } = organization;
  return {
    Id: id,
    Arn: organizationsArn(organization, "organization"),
    FeatureSet: "ALL",
    MasterAccountId: managementAccount.id,
    MasterAccountArn: organizationsArn(organization, "account", managementAccount.id),
    MasterAccountEmail: emailOf(managementAccount),
    AvailablePolicyTypes: [],
  };
}

function accountOf(organization: Organization, account: WorldAccount) {
  const state = account.state ?? "ACTIVE";
  return {
    Id: account.id,
    Arn: organizationsArn(organization, "account", account.id),
    Email: emailOf(account),
    Name: account.name,
    // Status is what State was before there were five of them.
    Status: state === "SUSPENDED" || state === "PENDING_CLOSURE" ? state : "ACTIVE",
    State: state,
    JoinedMethod: account === organization.managementAccount ? "INVITED" : "CREATED",
    JoinedTimestamp: 1_767_603_600.123,
  };
}

function unitOf(organization: Organization, { id, name }: Unit) {
  return { Id: id, Arn: organizationsArn(organization, "ou", id), Name: name };
}

function emailOf(account: WorldAccount): string {
  return account.email ?? `aws+${account.id}@example.com`;
}

function arnOf(organization: Organization, id: string): string {
  const kind = id.startsWith("r-") ? "root" : id.startsWith("ou-") ? "ou" : "account";
  return organizationsArn(organization, kind, id);
}

function parentArn(organization: Organization, input: Input): string {
  return arnOf(organization, required(input, "ParentId"));
}

function parentPath(organization: Organization, input: Input): string {
  const path = pathOfParent(organization, required(input, "ParentId"));
  if (path === undefined) throw notFound("Parent");
  return path;
}

function page<T>(name: string, all: readonly T[], input: Input, show: (item: T) => unknown) {
  const { NextToken: token, MaxResults: most = 20 } = input;
  if (typeof most !== "number" || most < 1 || most > 20)
    throw invalid("You provided a value for MaxResults that isn't between 1 and 20.");
  const found = pageOf(all, typeof token === "string" ? token : undefined, most);
  if (!found) throw invalid("You provided a pagination token that isn't valid.");
  return { [name]: found.items.map(show), ...(found.next === undefined ? {} : { NextToken: found.next }) };
}

function required(input: Input, name: string): string {
  const value = input[name];
  if (typeof value !== "string" || value === "") throw invalid(`You must specify ${name}.`);
  return value;
}

function invalid(message: string): AwsError {
  return new AwsError("InvalidInputException", message);
}

function notFound(what: string): AwsError {
  return new AwsError(
    `${what}NotFoundException`,
    `You specified a ${what.toLowerCase()} that doesn't exist.`,
  );
}
