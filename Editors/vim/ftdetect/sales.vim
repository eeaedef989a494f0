autocmd BufRead,BufNewFile *.sales setfiletype sales
