import {
  byKind,
  type DesiredRow,
  type Kind,
  type Reference,
  type Value,
  type Values,
} from "./rows";
import type { MemberSpecification, UserSpecification } from "./specification";
import { tables } from "./tables";

/*
 * A specification can ask for a hundred thousand users and members. Their rows hold no more than
 * where the values are; everything else is made when it is read, and not kept. What is asked of each
 * of them, `columns` and `givenIn`, makes nothing: V8 may take objects that a loop makes and drops
 * for ones that stay, and then keeps them all for a long time.
 */

/* eslint-disable @typescript-eslint/class-literal-property-style -- each row would hold the field */

const initials = byKind((kind) =>
  Object.fromEntries(
    tables[kind].columns.flatMap(({ column, initial, onlyIfRequired }) =>
      initial === undefined || initial === "now" || onlyIfRequired === true
        ? []
        : [[column, initial]],
    ),
  ),
);

/** What a listed row's entry says. */
export type Listed = Pick<DesiredRow, "label" | "entry" | "given"> & {
  /** The id that the entry gives. */
  readonly givenId: string | undefined;
  /** Derives the id of an entry that gives none. */
  readonly derivedId: () => string;
  /** Default: true. */
  readonly deletable?: boolean;
};

/** The row of an entry of one of the specification's lists. */
export class ListedRow implements DesiredRow {
  readonly label: string;
  readonly entry: string;
  readonly id: string;
  readonly idGiven: boolean;
  readonly given: DesiredRow["given"];
  readonly deletable: boolean;

  constructor(
    readonly kind: Exclude<Kind, "users" | "members">,
    private readonly index: number,
    { label, entry, given, givenId, derivedId, deletable }: Listed,
  ) {
    this.label = label;
    this.entry = entry;
    this.id = givenId ?? derivedId();
    this.idGiven = givenId !== undefined;
    this.given = given;
    this.deletable = deletable ?? true;
  }

  get path(): string {
    return `${this.kind}[${this.index}]`;
  }

  get columns(): readonly string[] {
    return Object.keys(this.given);
  }

  get initial(): Values {
    return initials[this.kind];
  }

  givenIn(column: string): Value | Reference | undefined {
    return this.given[column];
  }
}

/** The row of a user. */
export class UserRow implements DesiredRow {
  constructor(
    private readonly index: number,
    private readonly user: UserSpecification,
    readonly id: string,
  ) {}

  get kind(): Kind {
    return "users";
  }

  get path(): string {
    return `users[${this.index}]`;
  }

  get label(): string {
    return this.user.email;
  }

  get entry(): string {
    return this.user.email.toLowerCase();
  }

  get idGiven(): boolean {
    return this.user.id !== undefined;
  }

  get given(): DesiredRow["given"] {
    return givenOf(this);
  }

  get columns(): readonly string[] {
    return this.user.role === undefined ? userColumns : userColumnsWithRole;
  }

  get initial(): Values {
    return initials.users;
  }

  get deletable(): boolean {
    return true;
  }

  givenIn(column: string): Value | undefined {
    if (column === "email") return this.user.email;
    return column === "role" ? this.user.role : undefined;
  }
}

const userColumns = ["email"];
const userColumnsWithRole = [...userColumns, "role"];

/** A reference to a user, by the place in the list of users. */
class UserReference implements Reference {
  constructor(
    readonly index: number,
    private readonly users: readonly UserSpecification[],
  ) {}

  get kind(): Kind {
    return "users";
  }

  get entry(): string {
    return this.users[this.index]?.email.toLowerCase() ?? "";
  }
}

/** The reference to a user. */
export function referenceToUser(index: number, users: readonly UserSpecification[]): Reference {
  return new UserReference(index, users);
}

/** What the members of an organization share. */
export interface MemberContext {
  readonly organization: Reference;
  readonly users: readonly UserSpecification[];
}

/** The row of a member: of an organization's list, or its owner. */
export class MemberRow implements DesiredRow {
  /** `position`: in the organization's list; none for the owner. */
  constructor(
    private readonly context: MemberContext,
    private readonly position: number | undefined,
    /** Place of the user in the list of users. */
    readonly userIndex: number,
    private readonly said: Pick<MemberSpecification, "role" | "policyId">,
  ) {}

  get kind(): Kind {
    return "members";
  }

  get path(): string {
    const place = this.position === undefined ? "owner" : `members[${this.position}]`;
    return `organizations[${this.context.organization.index}].${place}`;
  }

  get label(): string {
    return `${this.context.organization.entry}/${this.user.entry}`;
  }

  private get user(): Reference {
    return referenceToUser(this.userIndex, this.context.users);
  }

  get entry(): string {
    return pairEntry(this.context.organization.entry, this.user.entry);
  }

  get idGiven(): boolean {
    return false;
  }

  get given(): DesiredRow["given"] {
    return givenOf(this);
  }

  get columns(): readonly string[] {
    const { role, policyId } = this.said;
    if (policyId !== undefined) return role === undefined ? withPolicy : withRoleAndPolicy;
    return role === undefined ? memberColumns : withRole;
  }

  get initial(): Values {
    return initials.members;
  }

  get deletable(): boolean {
    return true;
  }

  givenIn(column: string): Value | Reference | undefined {
    switch (column) {
      case "organization_id":
        return this.context.organization;
      case "user_id":
        return this.user;
      case "role":
        return this.said.role;
      case "policy_id":
        return this.said.policyId;
      default:
        return undefined;
    }
  }
}

const memberColumns = ["organization_id", "user_id"];
const withRole = [...memberColumns, "role"];
const withPolicy = [...memberColumns, "policy_id"];
const withRoleAndPolicy = [...withRole, "policy_id"];

/** A row with the values that a given database can hold. */
export class FittedRow implements DesiredRow {
  constructor(
    private readonly row: DesiredRow,
    readonly id: string | undefined,
    readonly given: DesiredRow["given"],
    readonly initial: Values,
  ) {}

  get kind(): Kind {
    return this.row.kind;
  }

  get path(): string {
    return this.row.path;
  }

  get label(): string {
    return this.row.label;
  }

  get entry(): string {
    return this.row.entry;
  }

  get idGiven(): boolean {
    return this.row.idGiven;
  }

  get columns(): readonly string[] {
    return Object.keys(this.given);
  }

  get deletable(): boolean {
    return this.row.deletable;
  }

  givenIn(column: string): Value | Reference | undefined {
    return this.given[column];
  }
}

/** What a row says, put together for those who want all of it. */
function givenOf(row: DesiredRow): Record<string, Value | Reference> {
  const given: Record<string, Value | Reference> = {};
  for (const column of row.columns) {
    const value = row.givenIn(column);
    if (value !== undefined) given[column] = value;
  }
  return given;
}

/** A key of two names that may hold any character. */
export function pairEntry(organization: string, name: string): string {
  return JSON.stringify([organization, name]);
}
