import { z } from 'zod'

/** One setting: what it takes, and where it may stand. The command line goes before the environment, that before the file. */
export interface Setting {
  /** Decodes it from each place, and has the default. */
  schema: z.ZodType
  /** What it does, as a sentence for the help and the documentation. */
  description: string
  /** Its long option of `hub serve`, without the dashes. */
  flag?: string
  /** What the option takes, as the help names it; an option without it is a switch, and `1` sets it in the environment. */
  takes?: string
  /** Takes several: the option is repeated, the variable has commas. */
  isList?: true
  /** Its environment variable. */
  variable?: `FRONTDESK_${string}`
  /** Its place in settings.json, with a dot between a group and a name. */
  file?: string
  /** What holds where nobody sets it, in words, where the schema has no default. */
  otherwise?: string
}

/** Settings by name. */
export type SettingRows = Readonly<Record<string, Setting>>

/** What decoded rows are. */
export type Decoded<Rows extends SettingRows> = { [Name in keyof Rows]: z.output<Rows[Name]['schema']> }

/** A whole number within these bounds, also as the text of a command line. */
export function wholeNumber(least: number, most: number) {
  const isNumber = (given: unknown): given is string => typeof given === 'string' && /^\d+$/.test(given)
  const error = `must be a whole number from ${least} to ${most}`
  return z.preprocess(
    (given) => (isNumber(given) ? Number(given) : given),
    z.int({ error }).min(least, { error }).max(most, { error }),
  )
}

/** A port; 0 is any that is free. */
export const port = wholeNumber(0, 65_535)
