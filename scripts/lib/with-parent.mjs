// Preloaded into every Node program that our scripts start: it ends when its parent does, however that happened.
// A kill -9 tells nobody, but it closes the channel.
if (process.channel) {
  process.channel.unref()
  process.on('disconnect', () => process.exit(130))
}
