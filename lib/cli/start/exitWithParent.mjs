// Loaded into the children of `wave start`: when their parent is gone, however it went, so are they.
if (process.connected) {
  process.on('disconnect', () => process.exit(0))
  // The channel is only listened to; it must not keep the process alive by itself.
  process.channel?.unref()
}
