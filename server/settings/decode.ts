import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import { SettingError } from '../platform/setting-error.ts'
import type { Decoded, Setting, SettingRows } from './setting.ts'
import { SETTINGS_FILE } from './settings-file.ts'

/** Where settings come from, the first goes before the others. */
export interface Sources {
  /** By the long names of the options. */
  given: Readonly<Record<string, unknown>>
  env: NodeJS.ProcessEnv
  /** What settings.json says. */
  file: unknown
}

/** Decodes all rows; throws a SettingError with one sentence for the first that is wrong, or that nobody knows. */
export function decodeSettings<Rows extends SettingRows>(rows: Rows, sources: Sources): Decoded<Rows> {
  requireKnown(
    Object.values(rows).flatMap(({ file }) => file ?? []),
    sources.file,
  )
  const decoded = Object.entries(rows).map(([name, row]) => [name, decodeSetting(row, sources)])
  return Object.fromEntries(decoded) as Decoded<Rows>
}

/** Decodes one; throws a SettingError that says where it stands and what is wrong with it. */
export function decodeSetting<Row extends Setting>(row: Row, sources: Sources): z.output<Row['schema']> {
  const found = placesOf(row, sources).find(({ value }) => value !== undefined)
  const decoded = row.schema.safeParse(found?.value)
  if (decoded.success) return decoded.data as z.output<Row['schema']>
  const issue = decoded.error.issues[0]
  const within = found?.isFile === true ? (issue?.path ?? []) : []
  const where = [found?.name ?? '', ...within].join('.')
  throw new SettingError(`${where} is wrong: ${issue?.message ?? 'not understood'}.`)
}

interface Place {
  name: string
  value: unknown
  isFile?: true
}

function placesOf(row: Setting, { given, env, file }: Sources): Place[] {
  const places: Place[] = []
  if (row.flag !== undefined) {
    // A switch that is not there says nothing: what the file has goes on.
    const value = given[row.flag] === false ? undefined : given[row.flag]
    places.push({ name: `--${row.flag}`, value })
  }
  if (row.variable !== undefined) {
    places.push({ name: row.variable, value: fromText(row, textOf(row.variable, env)) })
  }
  if (row.file !== undefined) {
    places.push({ name: `${SETTINGS_FILE}: ${row.file}`, value: valueAt(file, row.file), isFile: true })
  }
  return places
}

/** A variable's text; where it is named with `_FILE` behind it, what the file says: a container has its secrets in files. */
function textOf(variable: string, env: NodeJS.ProcessEnv): string | undefined {
  const fileVariable = `${variable}_FILE`
  const path = env[fileVariable]
  if (path === undefined) return env[variable]
  if (env[variable] !== undefined) throw new SettingError(`Give ${variable} or ${fileVariable}, not both.`)
  try {
    // Editors and echo end a line that nobody meant.
    return readFileSync(path, 'utf8').trimEnd()
  } catch {
    throw new SettingError(`${fileVariable} is wrong: ${path} cannot be read.`)
  }
}

/** A variable of a switch counts where it is `1`, one of a list where it is not empty. */
function fromText({ flag, takes, isList }: Setting, text: string | undefined): unknown {
  if (text === undefined) return undefined
  if (flag !== undefined && takes === undefined) return text === '1' ? true : undefined
  if (isList !== true) return text
  return text === '' ? undefined : text.split(',').map((part) => part.trim())
}

function valueAt(file: unknown, path: string): unknown {
  let value = file
  for (const name of path.split('.')) value = isGroup(value) ? value[name] : undefined
  return value
}

/** A misspelt setting would do nothing, and nobody would know why. */
function requireKnown(places: readonly string[], file: unknown, group = ''): void {
  if (!isGroup(file)) {
    const what = group === '' ? SETTINGS_FILE : `${SETTINGS_FILE}: ${group.slice(0, -1)}`
    throw new SettingError(`${what} must be an object, such as { "name": "value" }.`)
  }
  for (const [name, value] of Object.entries(file)) {
    const place = `${group}${name}`
    if (places.includes(place)) continue
    if (!places.some((known) => known.startsWith(`${place}.`))) {
      throw new SettingError(`${SETTINGS_FILE}: there is no setting ${place}.`)
    }
    requireKnown(places, value, `${place}.`)
  }
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
