/** A setting or a surrounding that the hub cannot work with: one sentence for people, exit code 2, nothing done. */
export class SettingError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'SettingError'
  }
}
