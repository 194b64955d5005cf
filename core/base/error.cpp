#include "base/error.hpp"

namespace base {

namespace {

std::string to_text(const Error::Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  return std::to_string(std::get<std::int64_t>(value));
}

}  // namespace

Error& Error::set(std::string_view name, Value value) {
  for (Param& param : params_) {
    if (param.name == name) {
      param.value = std::move(value);
      return *this;
    }
  }
  params_.push_back(Param{std::string(name), std::move(value)});
  return *this;
}

std::string Error::param(std::string_view name) const {
  for (const Param& param : params_) {
    if (param.name == name) return to_text(param.value);
  }
  return {};
}

std::string Error::describe() const {
  std::string line(code_.name());
  for (const Param& param : params_) line += " " + param.name + "=" + to_text(param.value);
  if (!detail_.empty()) line += ": " + detail_;
  return line;
}

Error as_error(const std::exception_ptr& exception) {
  try {
    std::rethrow_exception(exception);
  } catch (const Error& error) {
    return error;
  } catch (const std::exception& other) {
    return Error(internal).because(other.what());
  } catch (...) {
    return Error(internal);
  }
}

}  // namespace base
