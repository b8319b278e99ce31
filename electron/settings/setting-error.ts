/** A setting that cannot be worked with. Its message is one sentence for the person who made it. */
export class SettingError extends Error {
  override readonly name = 'SettingError'
}
