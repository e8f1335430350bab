// Preloaded into every Node program that our scripts start: it ends when its parent does, however that happened.
// A kill -9 tells nobody, but it closes the channel. The program's own children inherit this file, but not the task:
// their channel is their business.
if (process.channel && process.env.SORENTO_PARENT === String(process.ppid)) {
  process.on('disconnect', () => process.exit(130))
  process.channel.unref() // it must not keep a program alive that has nothing left to do
}
