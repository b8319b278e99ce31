const MARK = 'standin:'

/** Keeps nothing safe, and says so as Electron does on a Linux without a keyring. */
export const safeStorage = {
  isAsyncEncryptionAvailable: () => Promise.resolve(true),
  getSelectedStorageBackend: () => 'basic_text',
  encryptStringAsync: (text: string) => Promise.resolve(Buffer.from(MARK + text, 'utf8')),
  decryptStringAsync(content: Buffer) {
    const text = content.toString('utf8')
    if (!text.startsWith(MARK)) return Promise.reject(new Error('This was not encrypted here.'))
    return Promise.resolve({ result: text.slice(MARK.length), shouldReEncrypt: false })
  },
}
