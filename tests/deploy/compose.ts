import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { ROOT } from '../../scripts/project.ts'

export const DEPLOY = join(ROOT, 'resources/deploy')
export const COMPOSE_FILE = join(DEPLOY, 'compose.yaml')

type Text = Record<string, string | number>

interface Service {
  image: string
  build?: { context: string; dockerfile: string }
  environment?: Text
  secrets?: string[]
  configs?: { source: string; target: string }[]
  volumes?: string[]
  networks: string[] | Record<string, { ipv4_address: string } | null>
}

/** compose.yaml as an engine reads it. */
export interface Compose {
  services: Record<string, Service>
  configs: Record<string, { file: string }>
  secrets: Record<string, { file: string }>
}

/** Reads compose.yaml with the variables of an `.env`; throws where one is missing that it insists on. */
export function readCompose(variables: Record<string, string>): Compose {
  const text = readFileSync(COMPOSE_FILE, 'utf8').replaceAll(
    /\$\{(\w+):\?([^}]*)\}/g,
    (_, name: string, complaint: string) => {
      const value = variables[name]
      if (value === undefined) throw new Error(`${name}: ${complaint}`)
      return value
    },
  )
  return parse(text, { merge: true }) as Compose
}

/** What the example of an `.env` sets. */
export function exampleVariables(): Record<string, string> {
  const lines = readFileSync(join(DEPLOY, '.env.example'), 'utf8').split('\n')
  return Object.fromEntries(
    lines.filter((line) => /^\w/.test(line)).map((line) => line.split('=') as [string, string]),
  )
}

/** What the image sets for a hub that nobody tells more. */
export function imageEnvironment(): Record<string, string> {
  const said = /^ENV (.*)$/m.exec(readFileSync(join(DEPLOY, 'Containerfile'), 'utf8'))?.[1] ?? ''
  return Object.fromEntries(said.split(' ').map((pair) => pair.split('=') as [string, string]))
}

/** The rules by which Prometheus raises an alarm. */
export function alertRules(): { alert: string; expr: string }[] {
  const { groups } = parse(readFileSync(join(DEPLOY, 'alerts.yml'), 'utf8')) as {
    groups: { rules: { alert: string; expr: string }[] }[]
  }
  return groups.flatMap(({ rules }) => rules)
}
