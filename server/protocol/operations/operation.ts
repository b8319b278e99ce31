import type { z } from 'zod'
import type { Right } from '../rights.ts'

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

export interface Result<Type> {
  readonly type?: Type
}

export const result = <Type>(): Result<Type> => ({})
