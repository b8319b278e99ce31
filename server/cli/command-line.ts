import type { Command } from 'commander'
import type { GivenOptions } from '../settings/settings-table.ts'
import type { Terminal } from './terminal.ts'

/** What only some commands take, beside settings. */
interface CommandOptions {
  role?: string
  ttl?: string
  name?: string
  format?: string
  encoding?: string
  sheet?: string
  mapping?: string
  keep?: string
  remove?: boolean
  preview?: boolean
  'only-good'?: boolean
  rest?: string
  json?: boolean
  seconds?: string
  from?: string
  to?: string
  undo?: boolean
  of?: string
  manager?: string
  yes?: boolean
}

/** One command line: what its options say, and where it was typed. */
export interface CommandLine {
  given: GivenOptions & CommandOptions
  terminal: Terminal
}

/** What a command does with its line and its words. Resolves with an exit code where that may be another than 0. */
export type Action = Does<Promise<void>> | Does<Promise<number>>

type Does<Result> = (line: CommandLine, ...words: string[]) => Result

/** Makes what commander calls from what a command does. */
export type Run = (action: Action) => (this: Command) => Promise<void>

/** What was said to a command and to those above it, by the long name of each option. */
export function givenTo(command: Command): CommandLine['given'] {
  const given: Record<string, unknown> = {}
  for (let level: Command | null = command; level !== null; level = level.parent) {
    for (const option of level.options) {
      const value: unknown = level.getOptionValue(option.attributeName())
      // An option named --no-… is kept by commander as the opposite of its name.
      if (option.negate) given[option.name()] = value === false
      else if (value !== undefined) given[option.name()] = value
    }
  }
  return given
}
