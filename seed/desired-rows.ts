import {
  byKind,
  type DesiredRow,
  type Kind,
  type Reference,
  type Value,
  type Values,
} from "./rows";
import { tables } from "./tables";

/*
 * A specification can ask for a hundred thousand rows. What only a person reads of a row, its path
 * and label, is made when it is read.
 */

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
    readonly kind: Exclude<Kind, "members">,
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

  get initial(): Values {
    return initials[this.kind];
  }
}

/** What an organization says of a member. */
type GivenMember = Readonly<Record<string, Value | Reference>> & { readonly user_id: Reference };

/** The row of a member: of an organization's list, or its owner. */
export class MemberRow implements DesiredRow {
  readonly kind = "members";
  readonly idGiven = false;
  readonly deletable = true;

  /** `position`: in the organization's list; none for the owner. */
  constructor(
    private readonly organization: { readonly name: string; readonly index: number },
    private readonly position: number | undefined,
    readonly given: GivenMember,
  ) {}

  get initial(): Values {
    return initials.members;
  }

  get path(): string {
    const place = this.position === undefined ? "owner" : `members[${this.position}]`;
    return `organizations[${this.organization.index}].${place}`;
  }

  get label(): string {
    return `${this.organization.name}/${this.given.user_id.entry}`;
  }

  get entry(): string {
    return pairEntry(this.organization.name, this.given.user_id.entry);
  }
}

/** A key of two names that may hold any character. */
export function pairEntry(organization: string, name: string): string {
  return JSON.stringify([organization, name]);
}
