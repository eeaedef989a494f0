" Settings for scripts of sales: `gq` writes lines anew by `sales fmt`.
if exists("b:did_ftplugin")
  finish
endif
let b:did_ftplugin = 1
setlocal commentstring=#\ %s comments=:##,:# expandtab shiftwidth=2 softtabstop=2
setlocal formatprg=sales\ fmt\ -
let b:undo_ftplugin = "setlocal commentstring< comments< expandtab< shiftwidth< softtabstop< formatprg<"
