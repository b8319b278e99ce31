import type { z } from 'zod'
import type { AuditedChange, KnownDesk, NewStaffAccount, SignInLink, StaffAccount } from './accounts.ts'
import {
  checkInPayload,
  checkOutPayload,
  correctOccupancyPayload,
  reviewClosingPayload,
  scanPayload,
  undoPayload,
} from './client-frames.ts'
import { COMMAND_FRAMES } from './command-frames.ts'
import type { ClosingsReply } from './closings.ts'
import type { Handover, HandoverVersion } from './handover.ts'
import type { LanState } from './lan.ts'
import { memberChange, undoneChange, type ChangedMember } from './member-changes.ts'
import {
  getMemberParams,
  memberHistoryParams,
  previewScanParams,
  searchMembersParams,
  type DayCurve,
  type MemberDetails,
  type MemberHistoryReply,
  type SearchMembersReply,
} from './methods.ts'
import type { MemberNote } from './notes.ts'
import * as take from './params.ts'
import { shiftReportParams, type DayReport, type ShiftReport } from './reports.ts'
import type { Right } from './rights.ts'
import type { ComingInWords, ScanResultPayload, VisitPayload } from './server-frames.ts'
import type { MessageDesk, StaffMessage } from './staff-messages.ts'

/** One thing that can be asked of a hub, whichever way it comes: by a frame of its own, as a `request`, or over HTTP. */
export interface Operation {
  /** One sentence for `/api/v1/openapi.json`. */
  summary: string
  params: z.ZodType
  /** A type alone: what a hub answers is made by it and not validated. */
  result: Result<unknown>
  right: Right
  /** True where only a person may ask it who is signed in: it is about themselves. */
  byPerson?: true
  /** The type of the frame that carries it, where it has one. */
  frame?: string
}

interface Result<Type> {
  readonly type?: Type
}

const result = <Type>(): Result<Type> => ({})

/** A card, as little of its code as tells it from the member's others. */
interface CardOfMember {
  memberId: string
  cardEnd: string
}

/** The one list. Handlers, routes, rights, the description of the addresses and the page's calls are typed by it. */
export const operations = {
  'visits.checkIn': {
    summary: 'Checks a member in.',
    frame: COMMAND_FRAMES['visits.checkIn'],
    params: checkInPayload,
    right: 'work_the_desk',
    result: result<VisitPayload & ComingInWords>(),
  },
  'visits.checkOut': {
    summary: 'Checks a member out.',
    frame: COMMAND_FRAMES['visits.checkOut'],
    params: checkOutPayload,
    right: 'work_the_desk',
    result: result<VisitPayload>(),
  },
  'visits.scan': {
    summary: 'Answers a scan of a card: in, out, or why not.',
    frame: COMMAND_FRAMES['visits.scan'],
    params: scanPayload,
    right: 'work_the_desk',
    result: result<ScanResultPayload>(),
  },
  'visits.undo': {
    summary: 'Takes back what was done last with a visit.',
    frame: COMMAND_FRAMES['visits.undo'],
    params: undoPayload,
    right: 'work_the_desk',
    result: result<VisitPayload>(),
  },
  'closings.review': {
    summary: 'Says of a visit that the hub ended how it ended.',
    frame: COMMAND_FRAMES['closings.review'],
    params: reviewClosingPayload,
    right: 'work_the_desk',
    result: result<{ checkInId: string; outcome: string }>(),
  },
  'occupancy.correct': {
    summary: 'Says how many people were counted in the building.',
    frame: COMMAND_FRAMES['occupancy.correct'],
    params: correctOccupancyPayload,
    right: 'work_the_desk',
    result: result<{ counted: number; registered: number }>(),
  },
  'scans.preview': {
    summary: 'Says what a scan would be answered, and changes nothing.',
    params: previewScanParams,
    right: 'see',
    result: result<ScanResultPayload>(),
  },
  'closings.list': {
    summary: 'The visits that the hub ended and nobody has reviewed.',
    params: take.nothing,
    right: 'see',
    result: result<ClosingsReply>(),
  },
  'occupancy.curve': {
    summary: 'How many were inside today, by the half hour.',
    params: take.nothing,
    right: 'see',
    result: result<DayCurve>(),
  },
  'members.search': {
    summary: 'Finds members by name, phone number or card.',
    params: searchMembersParams,
    right: 'see',
    result: result<SearchMembersReply>(),
  },
  'members.get': {
    summary: 'One member, as a desk shows them.',
    params: getMemberParams,
    right: 'see',
    result: result<MemberDetails>(),
  },
  'members.history': {
    summary: 'What a member did and was refused, the newest first.',
    params: memberHistoryParams,
    right: 'see',
    result: result<MemberHistoryReply>(),
  },
  'members.change': {
    summary: 'Changes the end of a member’s plan, visits or debt.',
    params: memberChange,
    right: 'renew_members',
    result: result<ChangedMember>(),
  },
  'members.undoChange': {
    summary: 'Undoes such a change, where nothing changed the member since.',
    params: undoneChange,
    right: 'renew_members',
    result: result<ChangedMember>(),
  },
  'cards.attach': {
    summary: 'Assigns a card to a member.',
    params: take.newCard,
    right: 'work_the_desk',
    result: result<CardOfMember>(),
  },
  'cards.withdraw': {
    summary: 'Blocks a card of a member.',
    params: take.knownCard,
    right: 'work_the_desk',
    result: result<CardOfMember>(),
  },
  'cards.restore': {
    summary: 'Unblocks a card of a member.',
    params: take.knownCard,
    right: 'work_the_desk',
    result: result<CardOfMember>(),
  },
  'overrides.end': {
    summary: 'Ends an override of a member before its day.',
    params: take.overrideOfMember,
    right: 'override',
    result: result<{ memberId: string; overrideId: string }>(),
  },
  'notes.write': {
    summary: 'Adds a note about a member, or changes it.',
    params: take.writtenNote,
    right: 'work_the_desk',
    result: result<MemberNote>(),
  },
  'notes.end': {
    summary: 'Ends a note about a member.',
    params: take.noteOfMember,
    right: 'work_the_desk',
    result: result<MemberNote>(),
  },
  'messages.list': {
    summary: 'The last messages that this desk may see.',
    params: take.nothing,
    right: 'see',
    result: result<{ messages: StaffMessage[]; desks: MessageDesk[] }>(),
  },
  'messages.send': {
    summary: 'Sends a message to all desks or to one.',
    params: take.newMessage,
    right: 'work_the_desk',
    result: result<StaffMessage>(),
  },
  'messages.end': {
    summary: 'Ends a message.',
    params: take.knownMessage,
    right: 'work_the_desk',
    result: result<StaffMessage>(),
  },
  'messages.see': {
    summary: 'Marks a message as seen at this desk.',
    params: take.knownMessage,
    right: 'work_the_desk',
    result: result<StaffMessage>(),
  },
  'handover.read': {
    summary: 'The handover note and its versions.',
    params: take.nothing,
    right: 'see',
    result: result<Handover>(),
  },
  'handover.write': {
    summary: 'Writes the handover note.',
    params: take.writtenHandover,
    right: 'work_the_desk',
    result: result<HandoverVersion>(),
  },
  'handover.confirm': {
    summary: 'Marks a version of the handover note as read by the caller.',
    params: take.readHandover,
    right: 'work_the_desk',
    result: result<{ read: true }>(),
  },
  'reports.shift': {
    summary: 'What was overridden, undone and refused, by oneself or by all.',
    params: shiftReportParams,
    right: 'see',
    result: result<ShiftReport>(),
  },
  'reports.day': {
    summary: 'What was overridden, undone and refused on a day, and by whom.',
    params: take.reportedDay,
    right: 'read_audit',
    result: result<DayReport>(),
  },
  'audit.list': {
    summary: 'The audit log, the oldest commit first.',
    params: take.auditPage,
    right: 'read_audit',
    result: result<{ entries: AuditedChange[] }>(),
  },
  'staff.list': {
    summary: 'All staff accounts.',
    params: take.nothing,
    right: 'manage_staff',
    result: result<{ staff: StaffAccount[] }>(),
  },
  'staff.add': {
    summary: 'Adds an account; a password that nobody chose is made and told once.',
    params: take.newStaff,
    right: 'manage_staff',
    result: result<NewStaffAccount>(),
  },
  'staff.change': {
    summary: 'Changes an account.',
    params: take.changedStaff,
    right: 'manage_staff',
    result: result<StaffAccount>(),
  },
  'staff.resetPassword': {
    summary: 'Gives an account a new password.',
    params: take.knownById,
    right: 'manage_staff',
    result: result<{ password: string }>(),
  },
  'me.changePassword': {
    summary: 'Changes the caller’s own password.',
    params: take.ownPassword,
    byPerson: true,
    right: 'see',
    result: result<{ changed: true }>(),
  },
  'me.changePin': {
    summary: 'Sets or removes the caller’s own PIN.',
    params: take.ownPin,
    byPerson: true,
    right: 'see',
    result: result<{ changed: true }>(),
  },
  'desks.list': {
    summary: 'The desks of the gym.',
    params: take.nothing,
    right: 'manage_desks',
    result: result<{ desks: KnownDesk[] }>(),
  },
  'desks.rename': {
    summary: 'Names a desk.',
    params: take.namedDesk,
    right: 'manage_desks',
    result: result<KnownDesk>(),
  },
  'desks.remove': {
    summary: 'Removes a desk: its credential is no longer valid.',
    params: take.knownById,
    right: 'manage_desks',
    result: result<{ removed: true }>(),
  },
  'links.make': {
    summary: 'Makes a link that signs one desk in.',
    params: take.newLink,
    right: 'sign_desks_in',
    result: result<SignInLink>(),
  },
  'network.read': {
    summary: 'Whether and where other PCs reach the hub.',
    params: take.nothing,
    right: 'manage_desks',
    result: result<LanState>(),
  },
  'network.switch': {
    summary: 'Opens the hub to the network, or closes it.',
    params: take.network,
    right: 'manage_desks',
    result: result<LanState>(),
  },
  'clock.confirm': {
    summary: 'Says that the clock of the hub’s PC is right, where the hub does not believe it.',
    params: take.nothing,
    right: 'confirm_clock',
    result: result<{ now: string }>(),
  },
  'diagnostics.read': {
    summary: 'Diagnostics without personal data.',
    params: take.nothing,
    right: 'see_inside',
    result: result<object>(),
  },
} as const satisfies Record<string, Operation>

type Operations = typeof operations

type OperationName = keyof Operations

/** What a handler is given: decoded, with defaults. */
export type ParamsOf<Name extends OperationName> = z.output<Operations[Name]['params']>

/** What whoever asks has to say. */
export type SentParamsOf<Name extends OperationName> = z.input<Operations[Name]['params']>

export type ResultOf<Name extends OperationName> = NonNullable<Operations[Name]['result']['type']>

/** Commands with a frame of their own: their answers are remembered, and they may be sent again. */
export type FramedName = {
  [Name in OperationName]: Operations[Name] extends { frame: string } ? Name : never
}[OperationName]

/** All others: asked as a `request` or over HTTP. */
export type CalledName = Exclude<OperationName, FramedName>

type FrameOf<Name extends FramedName> = Operations[Name]['frame']

/** A command changes state, has an answer worth remembering, and may be sent again under its requestId. */
export type CommandFrame = {
  [Name in FramedName]: { type: FrameOf<Name>; payload: ParamsOf<Name>; requestId?: string }
}[FramedName]

/** Whether a name that was sent is one of those that are called. */
export function isCalled(name: string): name is CalledName {
  return Object.hasOwn(operations, name) && !('frame' in operations[name as OperationName])
}
