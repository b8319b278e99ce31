import type { z } from 'zod'
import { familiesOperations } from './operations/families.ts'
import { changesOperations } from './operations/changes.ts'
import { duplicatesOperations } from './operations/duplicates.ts'
import { hubOperations } from './operations/hub.ts'
import { importsOperations } from './operations/imports.ts'
import { ledgerOperations } from './operations/ledger.ts'
import { listsOperations } from './operations/lists.ts'
import { membersOperations } from './operations/members.ts'
import { messagesOperations } from './operations/messages.ts'
import { peopleOperations } from './operations/people.ts'
import { plansOperations } from './operations/plans.ts'
import { shutDaysOperations } from './operations/shut-days.ts'
import { visitsOperations } from './operations/visits.ts'

/** The one list. Handlers, routes, rights, the description of the addresses and the page's calls are typed by it. */
export const operations = {
  ...visitsOperations,
  ...membersOperations,
  ...duplicatesOperations,
  ...ledgerOperations,
  ...listsOperations,
  ...plansOperations,
  ...shutDaysOperations,
  ...familiesOperations,
  ...changesOperations,
  ...importsOperations,
  ...messagesOperations,
  ...hubOperations,
  ...peopleOperations,
} as const

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
