import { existsSync } from 'node:fs'
import { recover } from '../backup/recover.ts'
import { databasePath, hasBeenUsed, lockFolder, prepareFolder, readHubFile } from '../platform/data-folder.ts'
import { SettingError } from '../platform/setting-error.ts'
import { remoteControl, type RemoteControl } from './remote-control.ts'

/** Work on the data of a folder. */
export interface DataWork<Result> {
  /** Asks the hub that has them. */
  beside: (hub: RemoteControl) => Promise<Result>
  /** Does it here, where no hub runs, while none can start. */
  alone: () => Promise<Result>
}

/** Works on data that are there. Throws a SettingError where no hub ever made any: nothing is made for a mistyped folder. */
export async function withData<Result>(dataFolder: string, work: DataWork<Result>): Promise<Result> {
  if (!hasBeenUsed(dataFolder)) throw noData(dataFolder)
  return withFolder(dataFolder, {
    beside: work.beside,
    alone() {
      const database = databasePath(dataFolder)
      recover(database)
      if (!existsSync(database)) throw noData(dataFolder)
      return work.alone()
    },
  })
}

/** Works on a folder that may be new. */
export async function withFolder<Result>(dataFolder: string, work: DataWork<Result>): Promise<Result> {
  prepareFolder(dataFolder)
  const lock = lockFolder(dataFolder)
  if (!lock) return work.beside(remoteControl(readHubFile(dataFolder)))
  try {
    return await work.alone()
  } finally {
    lock.release()
  }
}

/** Asks the hub that has the folder. Throws a SettingError where none runs. */
export async function withHub<Result>(
  dataFolder: string,
  ask: (hub: RemoteControl) => Promise<Result>,
): Promise<Result> {
  const lock = hasBeenUsed(dataFolder) ? lockFolder(dataFolder) : undefined
  if (lock === null) return ask(remoteControl(readHubFile(dataFolder)))
  lock?.release()
  throw new SettingError(`No hub is running on ${dataFolder}: start it with hub serve --data ${dataFolder}.`)
}

export function noData(dataFolder: string): SettingError {
  return new SettingError(
    `There are no data in ${dataFolder}, and no hub runs there: start it with hub serve --data ${dataFolder}.`,
  )
}
