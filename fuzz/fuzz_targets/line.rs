#![cfg_attr(fuzzing, no_main)]

inquit_fuzz::target!(inquit_fuzz::line::line);
