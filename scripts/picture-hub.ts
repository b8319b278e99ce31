import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A hub with members that the pictures show. */
export interface PictureHub {
  process: ChildProcess
  http: string
  /** Runs a command of the command line on its data and gives what it prints. */
  run: (...args: string[]) => string
}

const MEMBERS = `full_name,membership_type,valid_until,credentials,note,note_must_be_read,visits_left,suspended
Sofia Lindqvist,Unlimited,2027-03-14,CARD-SOFIA,,,,
Marcus Adeyemi,Ten visits,,CARD-MARCUS,Locker key 12 not returned on Friday.,,2,
Tom O’Brien,Unlimited,2026-11-19,CARD-TOM,,,,
Priya Natarajan,Unlimited,2027-01-31,CARD-PRIYA,Ask for the signed health form before she trains again.,1,,
Jonas Weber,Off-peak,2027-05-01,CARD-JONAS,,,,1
`

/** What a picture hub starts with. */
export interface PictureData {
  settings: object
  /** The text of a members file. */
  members: string
  demo: number
}

const EVERYDAY: PictureData = {
  settings: { capacity: 150, defaultLocation: 'Main entrance' },
  members: MEMBERS,
  demo: 900,
}

export async function startPictureHub(data: string, given = EVERYDAY): Promise<PictureHub> {
  const run = (...args: string[]): string =>
    spawnSync(process.execPath, ['server/cli/main.ts', ...args, '--data', data], {
      encoding: 'utf8',
    }).stdout.trim()
  writeFileSync(join(data, 'settings.json'), JSON.stringify(given.settings))
  const child = spawn(
    process.execPath,
    ['server/cli/main.ts', 'serve', '--data', data, '--port', '0', '--demo', String(given.demo)],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  )
  const line = await new Promise<string>((resolve) => createInterface(child.stdout).once('line', resolve))
  const file = join(data, 'pictures.csv')
  writeFileSync(file, given.members)
  run('members', 'import', file)
  return { process: child, http: (JSON.parse(line) as { http: string }).http, run }
}
